/** The receivers that there are, by kind. */
import type { ChannelKind } from "../../model.ts";
import { apprise } from "./apprise.ts";
import type { Channel } from "./channel.ts";
import { cloudevents } from "./cloudevents.ts";
import { discord } from "./discord.ts";
import { mattermost } from "./mattermost.ts";
import { ntfy } from "./ntfy.ts";
import { slack } from "./slack.ts";
import { teams } from "./teams.ts";
import { telegram } from "./telegram.ts";
import { webhook } from "./webhook.ts";

export const channels: Record<ChannelKind, Channel> = {
  webhook,
  slack,
  discord,
  teams,
  telegram,
  ntfy,
  mattermost,
  cloudevents,
  apprise,
};
