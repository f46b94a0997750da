/**
 * What a page may rely on of Kindred, for editors and type checkers. The script tag of a Kindred server brings it:
 *
 *     <script async src="https://groups.example.org/kindred.js" data-site="riverside"></script>
 *
 * `window.Kindred` is there once that script has run. Attributes, parts and custom properties of the elements are
 * listed in `custom-elements.json`.
 */

/**
 * How elements look and speak. What is left out stays as it is; `null` takes a choice back, and each element is as its
 * page wrote it.
 */
export interface KindredLooks {
  /** BCP 47, one that the site offers; else the nearest that it has. */
  language?: string | null;
  /** Keeps to one of the two, whatever the device prefers. */
  theme?: "light" | "dark" | null;
  /** Letters a third larger than usual. */
  textSize?: "large" | null;
  /** More room, fewer colours, no small pictures; `false` takes it from elements that say so themselves, too. */
  calm?: boolean | null;
}

export interface KindredJoinOptions {
  /** The site's slug, if not the script tag's. */
  site?: string;
  /** The server's address, if not the script tag's. */
  server?: string;
  /** BCP 47; else the page's. */
  lang?: string;
}

export interface KindredApi {
  /**
   * Opens the join form of a group over the page, as from the page's own button. Resolves when the person has
   * closed it; what they typed is kept in this tab until it is sent.
   */
  join(group: string, options?: KindredJoinOptions): Promise<{ joined: boolean }>;
  /** Changes all of Kindred's elements on the page, and those that come later. Nothing is stored. */
  set(looks: KindredLooks): Promise<void>;
}

/** What elements tell the page, as `CustomEvent`s that bubble out of them. None carries anything about a person. */
export interface KindredEvents {
  /** The first content shows. */
  "kindred-ready": CustomEvent<null>;
  /** Something could not be had; the person has read what to do. `code` is kebab-case. */
  "kindred-error": CustomEvent<{ code: string }>;
  /** A group's page opened; `group` is its slug. */
  "kindred-group-open": CustomEvent<{ group: string }>;
  /** "Join" was pressed. `preventDefault()` leaves what comes next to the page. */
  "kindred-join": CustomEvent<{ group: string }>;
  /** The join form shows another step; `step` counts from 1. */
  "kindred-join-step": CustomEvent<{ step: number }>;
  /** The server has the request. */
  "kindred-joined": CustomEvent<null>;
  /** A survey's answers were sent. */
  "kindred-feedback-sent": CustomEvent<{ group: string; survey: string }>;
}

export interface KindredElement extends HTMLElement {
  addEventListener<Name extends keyof KindredEvents>(
    name: Name,
    listener: (event: KindredEvents[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    name: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface Window {
    Kindred: KindredApi;
  }
  interface HTMLElementTagNameMap {
    "kindred-group-finder": KindredElement;
    "kindred-guidelines": KindredElement;
    "kindred-join-form": KindredElement;
    "kindred-feedback-survey": KindredElement;
  }
  interface DocumentEventMap extends KindredEvents {}
}
