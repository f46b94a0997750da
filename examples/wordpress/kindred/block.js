// The block in the editor: what it is told stands at the side, and in its place a card says what will be there.
// The page itself is written by the server, so nothing of it is saved in the post.
(({ blocks, element, components, blockEditor, i18n }) => {
  const { createElement: el } = element;
  const { __ } = i18n;
  const WIDGETS = [
    { value: "group-finder", label: __("All groups, with search", "kindred") },
    { value: "guidelines", label: __("A group’s guidelines", "kindred") },
    { value: "join-form", label: __("The form to join a group", "kindred") },
    { value: "feedback-survey", label: __("A group’s survey", "kindred") },
  ];

  blocks.registerBlockType("kindred/widget", {
    edit: ({ attributes, setAttributes }) => {
      const set = (name) => (value) => setAttributes({ [name]: value });
      const text = (name, label, help) =>
        el(components.TextControl, { label, help, value: attributes[name], onChange: set(name) });
      const chosen = WIDGETS.find(({ value }) => value === attributes.widget) || WIDGETS[0];
      const needs = chosen.value !== "group-finder";
      return el(
        "div",
        blockEditor.useBlockProps(),
        el(
          blockEditor.InspectorControls,
          null,
          el(
            components.PanelBody,
            { title: __("What to show", "kindred") },
            el(components.SelectControl, { label: __("Widget", "kindred"), value: chosen.value, options: WIDGETS, onChange: set("widget") }),
            text("group", needs ? __("Group", "kindred") : __("Group to open at first", "kindred"), __("Its short name: the end of its address in the finder.", "kindred")),
            chosen.value === "feedback-survey" && text("survey", __("Survey", "kindred")),
            text("lang", __("Language", "kindred"), __("Such as es. Empty: the page’s own.", "kindred")),
            el(components.RangeControl, { label: __("Level of the first heading", "kindred"), min: 1, max: 6, value: attributes.headingLevel, onChange: set("headingLevel") }),
          ),
        ),
        el(components.Placeholder, {
          icon: "groups",
          label: chosen.label,
          instructions:
            needs && !attributes.group
              ? __("Say which group, in the settings of this block.", "kindred")
              : __("Your visitors see it here.", "kindred"),
        }),
      );
    },
    save: () => null,
  });
})(window.wp);
