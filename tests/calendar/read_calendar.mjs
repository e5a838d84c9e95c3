// Reads calendars with the parser of Thunderbird and Nextcloud: one file a line as a JSON string, one JSON list of events a line back.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));

function told(component) {
  const event = new ICAL.Event(component);
  const value = (name) => component.getFirstPropertyValue(name);
  return {
    uid: event.uid, summary: event.summary, location: event.location, description: event.description,
    begins: event.startDate.isDate ? event.startDate.toString() : event.startDate.toUnixTime(),
    ends: component.hasProperty("dtend") ? (event.endDate.isDate ? event.endDate.toString() : event.endDate.toUnixTime()) : null,
    status: value("status"), sequence: event.sequence, url: value("url"), conference: value("conference"),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const calendar = new ICAL.Component(ICAL.parse(JSON.parse(line)));
  console.log(JSON.stringify(calendar.getAllSubcomponents("vevent").map(told)));
}
