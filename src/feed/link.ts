/** Article addresses as readers would share them: resolved, and without tracking parameters. */

/** Parameters that only say where a click came from; the names that ClearURLs, Brave and Firefox strip, and those of news sites. */
const TRACKING =
  /^(?:utm_.+|at_.+|xtor|oc|ocid|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|hsctatracking|vero_id|vero_conv|oly_anon_id|oly_enc_id|wickedid|__s|s_cid|s_kwcid|cmpid|cmp|ns_mchannel|ns_source|ns_campaign|ns_linkname|ns_fee|ncid|sr_share|smid|smtyp|partner|emc|rss|feedtype|feedname|ftag|tag_id|traffic_source|taid|syndication|src_rss|cid_rss|__twitter_impression|guccounter|guce_referrer|guce_referrer_sig|mbid|srnd|sref|wt_mc|wt\.mc_id|pk_.+|mtm_.+|piwik_.+|matomo_.+|hootpostid|spm|scm|share_id|amp_js_v|_branch_match_id|_branch_referrer|rb_clickid|ref_src|ref_url|cvid|echobox|maca|dicbo|trk|trkcampaign|itm_.+|pf_rd_.+|assetid_rss)$/iu;
/** Fragments that are added on the way and name no part of the page. */
const TRACKING_FRAGMENT = /^#?(?:\d{1,3}|xtor=.*|utm_.*|ref=.*|echobox=.*|intcid=.*|comments?|rss)$/iu;

/**
 * The address of an item. Relative ones are resolved where a base is known and kept as they are where it is not;
 * anything but http and https that has a scheme a browser would run is dropped.
 */
export function cleanLink(link: string | null, base: string | null): string | null {
  const text = (link ?? "").trim();
  if (text === "" || /^(?:javascript|data|vbscript|file|blob):/iu.test(text)) return null;
  const url = URL.canParse(text)
    ? new URL(text)
    : base !== null && URL.canParse(text, base)
      ? new URL(text, base)
      : null;
  if (url === null || !/^https?:$/u.test(url.protocol)) return text;
  return withoutTracking(url);
}

/** Leaves the address alone where nothing is to be removed: rewriting a query may change what it asks for. */
function withoutTracking(url: URL): string {
  if (TRACKING_FRAGMENT.test(url.hash)) url.hash = "";
  if (url.search === "") return url.href;
  const kept = url.search
    .slice(1)
    .split("&")
    .filter((pair) => !TRACKING.test(pair.split("=", 1)[0] ?? ""));
  const search = kept.length === 0 ? "" : `?${kept.join("&")}`;
  if (search !== url.search) url.search = search;
  return url.href;
}
