// Times in the member's own zone, with the group's beside them where they differ.

import assert from "node:assert/strict";

import { browserTests, eventually } from "../support/chromium.mjs";
import { backToList, cards, finders, nameOf, openGroup, searchBox, shown, inside } from "../support/finder.mjs";

const browserTest = browserTests();

for (const timezoneId of ["America/Chicago", "Europe/London", "Asia/Kolkata"]) {
  browserTest(`somebody in ${timezoneId} reads every meeting of the list in their own time`, async (open) => {
    const page = await open("/examples/finder.html", { timezoneId });
    const { groups } = await (await page.request.get("/v1/sites/riverside/groups?limit=20")).json();
    await shown(page);
    const byName = new Map(groups.map((group) => [group.name, group]));
    for (const card of await cards(page).all()) {
      const { next_meeting: next, schedule } = byName.get(await nameOf(card)) ?? {};
      if (!next) continue;
      const text = plain(await card.innerText());
      assert.ok(text.includes(clock(next.starts_at, timezoneId)), `${text}\nsays ${clock(next.starts_at, timezoneId)}`);
      if (clock(next.starts_at, schedule.time_zone) !== clock(next.starts_at, timezoneId)) {
        assert.ok(text.includes(clock(next.starts_at, schedule.time_zone)), `${text}\nsays the group's time, too`);
      }
    }
  });
}

browserTest("a page of a group shows the right local times on both sides of two daylight-saving changes", async (open) => {
  // Tuesdays, 7 pm in Chicago, which changes on 14 March 2027; London changes on 28 March.
  const meetings = ["2027-03-09T19:00:00-06:00", "2027-03-16T19:00:00-05:00", "2027-03-30T19:00:00-05:00"];
  const expected = ["1am", "12am", "1am"];
  const page = await open("/examples/finder.html", {
    timezoneId: "Europe/London",
    prepare: async (page) => {
      await page.clock.setFixedTime(new Date("2027-03-08T12:00:00Z"));
      await page.route("**/v1/sites/riverside/groups/*", async (route) => {
        const response = await route.fetch();
        const json = await response.json();
        json.group.schedule = weekly();
        json.group.next_meeting = meeting(meetings[0]);
        json.next_meetings = meetings.map(meeting);
        await route.fulfill({ response, json });
      });
      await page.route("**/v1/sites/riverside/groups?*", async (route) => {
        const response = await route.fetch();
        const json = await response.json();
        for (const group of json.groups) Object.assign(group, { schedule: weekly(), next_meeting: meeting(meetings[0]) });
        await route.fulfill({ response, json });
      });
    },
  });
  await shown(page);
  assert.ok(plain(await cards(page).first().innerText()).includes("1am"));
  await openGroup(page, 0);
  await backToList(page).waitFor();
  await eventually(async () => {
    const times = page.locator("time");
    for (const [at, starts] of meetings.entries()) {
      const element = times.and(page.locator(`[datetime="${starts}"]`)).last();
      const text = plain(await element.evaluate((time) => (time.closest("li") ?? time).innerText));
      assert.ok(text.includes(expected[at]), `${starts} in London is ${expected[at]}, and the page says ${text}`);
      assert.ok(text.includes("wednesday") || text.includes("wed"), `it is Wednesday there: ${text}`);
    }
  });
  assert.match(plain(await inside(page).innerText()), /7pm/, "the group's own time stands beside it");
});

browserTest("a group in one's own zone shows one time and not two", async (open) => {
  const page = await open("/examples/finder.html", { timezoneId: "America/Chicago" });
  await shown(page);
  const { groups } = await (await page.request.get("/v1/sites/riverside/groups?limit=100")).json();
  const here = groups.find((group) => group.schedule?.time_zone === "America/Chicago" && group.next_meeting);
  await searchBox(page).fill(here.name);
  await eventually(async () => assert.equal(await nameOf(cards(page).first()), here.name));
  const text = plain(await cards(page).first().innerText());
  assert.equal(text.split(clock(here.next_meeting.starts_at, "America/Chicago")).length - 1, 1, text);
});

const weekly = () => ({
  rrule: "FREQ=WEEKLY;BYDAY=TU",
  starts_at: "2026-01-06T19:00:00-06:00",
  duration_minutes: 60,
  time_zone: "America/Chicago",
  pattern: { kind: "weekly" },
  days: ["tuesday"],
  daypart: "evening",
});
const meeting = (starts_at) => ({ starts_at, ends_at: starts_at.replace("T19", "T20") });

/** `7pm`, `7:30pm`: as it reads once spaces and full hours' zeros are gone. */
const clock = (instant, timeZone) =>
  plain(new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit", timeZone }).format(new Date(instant)));
const plain = (text) => text.toLowerCase().replace(/\s+/g, "").replace(/(\d):00(?=[ap]\.?m)/g, "$1").replace(/([ap])\.m\./g, "$1m");
