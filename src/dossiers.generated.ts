/** Made by src/cli/bundle-dossiers.ts from the folders of baseline/; do not edit. */
import type { FeedSource } from "./model.ts";
import dossier0 from "../baseline/japan-north-korea-summit/dossier.json" with { type: "json" };

/** Every dossier of baseline/ as written, with its OPML's feeds. */
export const bundledDossiers: { dossier: unknown; feeds: FeedSource[] }[] = [
  { dossier: dossier0, feeds: [
    {
      "url": "https://www.theguardian.com/world/north-korea/rss",
      "title": "The Guardian: North Korea"
    },
    {
      "url": "https://www.nknews.org/feed/",
      "title": "NK News"
    },
    {
      "url": "https://www.dailynk.com/english/feed/",
      "title": "Daily NK"
    },
    {
      "url": "https://www.38north.org/feed/",
      "title": "38 North"
    },
    {
      "url": "https://kcnawatch.org/feed/",
      "title": "KCNA Watch"
    },
    {
      "url": "https://www.japantimes.co.jp/feed/",
      "title": "The Japan Times"
    },
    {
      "url": "https://english.kyodonews.net/rss/all.xml",
      "title": "Kyodo News"
    },
    {
      "url": "https://en.yna.co.kr/RSS/news.xml",
      "title": "Yonhap"
    },
    {
      "url": "https://feeds.bbci.co.uk/news/world/asia/rss.xml",
      "title": "BBC News: Asia"
    },
    {
      "url": "https://thediplomat.com/tag/north-korea/feed/",
      "title": "The Diplomat: North Korea"
    },
    {
      "url": "https://www.koreaherald.com/rss/newsAll",
      "title": "The Korea Herald"
    },
    {
      "url": "https://news.google.com/rss/search?q=Japan+%22North+Korea%22+(summit+OR+abductions+OR+sanctions)&hl=en-US&gl=US&ceid=US:en",
      "title": "Google News: Japan and North Korea"
    },
    {
      "url": "https://news.google.com/rss/search?q=%22North+Korea%22+(denuclearization+OR+sanctions+OR+%22Kim+Yo+Jong%22)&hl=en-US&gl=US&ceid=US:en",
      "title": "Google News: North Korea policy"
    }
  ] },
];
