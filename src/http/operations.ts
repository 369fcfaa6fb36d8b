/** Every route of the API, in the order that the reference shows them. */
import { alertOperations } from "./alerts.ts";
import { assessOperations } from "./assess.ts";
import { badgeOperations } from "./badge.ts";
import { calendarOperations } from "./calendar.ts";
import { deliveryOperations } from "./deliveries.ts";
import { dossierPolicyOperations } from "./dossier-policy.ts";
import { dossierOperations } from "./dossiers.ts";
import { endpointOperations } from "./endpoints.ts";
import { eventSchemaOperations } from "./event-schema.ts";
import { exportOperations } from "./export.ts";
import { feedOperations } from "./feeds.ts";
import { findingOperations } from "./findings.ts";
import { itemOperations } from "./items.ts";
import { metricOperations } from "./metrics.ts";
import type { Operation } from "./operation.ts";
import { opmlOperations } from "./opml.ts";
import { positionOperations } from "./positions.ts";
import { runOperations } from "./runs.ts";
import { statusOperations } from "./status.ts";
import { syndicationOperations } from "./syndication.ts";
import { tokenOperations } from "./tokens.ts";

export const operations: Operation[] = [
  ...statusOperations,
  ...metricOperations,
  ...dossierOperations,
  ...dossierPolicyOperations,
  ...positionOperations,
  ...alertOperations,
  ...findingOperations,
  ...itemOperations,
  ...feedOperations,
  ...opmlOperations,
  ...runOperations,
  ...assessOperations,
  ...endpointOperations,
  ...deliveryOperations,
  ...eventSchemaOperations,
  ...tokenOperations,
  ...syndicationOperations,
  ...calendarOperations,
  ...exportOperations,
  ...badgeOperations,
];
