// The console's main screens, and the way into each: for the screenshots and the keyboard's test.
// They are drawn over what `furnished.mjs` has put there.

import { FACILITATOR, headed } from "./console.mjs";
import { tellNotes } from "./feedback.mjs";
import { tellCounts } from "./insight.mjs";

const click = (page, name, role = "link") => page.getByRole(role, { name }).first().click();
const at = (name, path, heading, more = {}) => ({ name, path, heading, ...more });
const OPEN = "feedback/surveys/how-is-it";
const BREAST = "groups/breast-friends-tuesday";

/** `who` is the coordinator unless another is named; `enter` goes on from the page with that heading. */
export const scenes = [
  at("today", "today", "Today"),
  at("today-facilitator", "today", "Today", { who: FACILITATOR }),
  at("today-prompt", "today", "Morning circle", {
    who: FACILITATOR,
    first: (page) => page.getByRole("listitem").getByRole("link", { name: "Morning circle" }).first().click(),
    enter: async (page) => {
      await page.getByText("A question to think about beforehand").first().click();
      await page.getByLabel("Your question").first().fill("What has carried you through this week?");
    },
  }),
  at("requests", "requests", "Requests to join", {
    enter: (page) => page.getByRole("checkbox", { name: "Choose Nadia Brandt" }).check(),
  }),
  at("request", "requests", "Nadia Brandt", { first: (page) => click(page, "Nadia Brandt") }),
  at("request-decline", "requests", "Nadia Brandt", {
    first: (page) => click(page, "Nadia Brandt"),
    enter: (page) => click(page, "Decline …", "button"),
  }),
  at("request-ring", "requests?state=to-ring", "Rhea Stone", { first: (page) => click(page, "Rhea Stone") }),
  at("request-caller", "requests/caller/breast-friends-tuesday", "Breast Friends", {
    enter: (page) => click(page, "Keep the request", "button"),
  }),
  at("roster", "roster/morning-circle", "Morning circle"),
  at("member", "roster/morning-circle", "Rosa Lind", { first: (page) => click(page, "Rosa Lind") }),
  at("member-removing", "roster/morning-circle", "Rosa Lind", {
    first: (page) => click(page, "Rosa Lind"),
    enter: (page) => click(page, "Take out of the group", "button"),
  }),
  at("message", "roster/morning-circle/message", "Write to all members"),
  at("outgoing", "outgoing", "Mail on its way", { enter: (page) => page.getByText("Read what it says").first().click() }),
  at("groups", "groups", "Groups"),
  at("group-make", "groups/new", "Make a group"),
  at("group", BREAST, "Breast Friends"),
  at("group-asks", BREAST, "Breast Friends", {
    enter: async (page) => {
      await click(page, "Add a question", "button");
      await page.getByLabel("What you ask").last().fill("How do you come to us?");
      await page.getByLabel("How it is answered").last().selectOption("One of several answers");
    },
  }),
  at("group-preview", BREAST, "Breast Friends", { enter: (page) => click(page, "See it as members do", "button") }),
  at("group-meetings", `${BREAST}/meetings`, "Meetings"),
  at("group-cancel", `${BREAST}/meetings`, "Meetings", {
    enter: async (page) => {
      await click(page, /^Cancel this meeting/, "button");
      await page.getByLabel(/A word to members/).fill("Ruth has the flu. We see each other next week.");
    },
  }),
  at("group-slip", `${BREAST}/slip`, "Slip to print"),
  at("shelf", "shelf", "The shelf"),
  at("shelf-found", "shelf?kind=prompt&about=grief", "The shelf"),
  at("shelf-risk", "shelf/item/talk-of-suicide", "Somebody talks of suicide"),
  at("shelf-table", "shelf/item/listening-and-empathy", "Listening and empathy"),
  at("shelf-laid-out", "shelf/groups/breast-friends-tuesday", /Breast Friends/),
  at("feedback", "feedback", "Feedback", { prepare: tellNotes }),
  at("feedback-ask", `${OPEN}/ask`, /^Ask members:/, { enter: (page) => page.getByLabel("Every few weeks").check() }),
  at("feedback-editor", OPEN, "How is it going?", { enter: (page) => openQuestion(page, 1) }),
  at("feedback-fault", OPEN, "How is it going?", {
    enter: async (page) => {
      await openQuestion(page, 0);
      await page.getByRole("group", { name: "What you ask" }).first().getByLabel("Spanish").fill("");
      await page.locator(".fault").first().waitFor();
    },
  }),
  at("feedback-new", "feedback/new", "A new survey"),
  at("feedback-results", `${OPEN}/groups/breast-friends-tuesday`, /^Breast Friends/),
  at("feedback-few", `${OPEN}/groups/morning-circle`, /^Morning circle/),
  at("feedback-compare", `${OPEN}/compare`, /^Compare groups/),
  at("feedback-notes", "feedback/notes", "Notes from members", { prepare: tellNotes }),
  at("feedback-said", "feedback/said", "You said, we did"),
  at("insight", "insight", "Insight", { prepare: tellCounts }),
  at("insight-empty", "insight", "Insight"),
  at("data", "data", "Data"),
  at("data-trail", "data/trail", "Audit trail"),
  at("data-retention", "data/retention", "What will be deleted"),
  at("staff", "staff", "Staff"),
  at("staff-invite", "staff/invite", "Invite somebody", {
    enter: async (page) => {
      await page.getByLabel(/Facilitator/).check();
      await click(page, "Send the invitation", "button");
    },
  }),
  at("you", "you", "You"),
  at("missing", "nothing", "There is nothing here"),
  at("signed-out", "you", "You", {
    enter: async (page) => {
      await page.context().clearCookies();
      await page.getByRole("link", { name: "Staff", exact: true }).or(page.getByRole("button", { name: "Menu" })).first().click();
      const link = page.getByRole("link", { name: "Staff", exact: true });
      if (!(await page.getByRole("dialog").isVisible())) await link.click();
      await page.getByRole("dialog").waitFor();
    },
  }),
];

/** Opens a question of a survey, once what members see stands beside it. */
async function openQuestion(page, at) {
  await page.locator("#survey-preview").getByRole("button").first().waitFor();
  await page.locator(".feedback-question-head").nth(at).click();
}

/** Goes to a scene on a page whose visitor is signed in. */
export async function enterScene(page, scene) {
  await page.goto(`/console/${scene.path}`);
  await scene.first?.(page);
  await headed(page, scene.heading);
  await page.locator(".waiting").first().waitFor({ state: "detached" });
  await scene.enter?.(page);
  await page.waitForLoadState("networkidle");
}
