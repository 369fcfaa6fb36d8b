import { expect, it } from "vitest";
import { languageOf } from "../../src/stance/language.ts";

it.each([
  "Northland lifts ban on port calls",
  "NORTHLAND DUMPS PACT, CITES GRAVE CHANGE",
  "Quill: no talks",
  "Honda and Nissan open merger talks",
  "Magnitude 7.6 quake strikes Noto, tsunami warning issued",
  "Orbán meets Škoda boss in Győr",
  "Venus Williams",
  "5 – 2",
  "",
])("takes for English: %s", (text) => {
  expect(languageOf(text)).toBe("en");
});

it.each([
  ["fr", "Le gouvernement lève les sanctions contre la Corée du Nord"],
  ["es", "El presidente rechaza el diálogo con el gobierno de Seúl"],
  ["de", "Das Kabinett beschließt neue Sanktionen gegen Russland"],
  ["pt", "O presidente não aceita as condições do governo para a negociação"],
  ["it", "Il governo respinge la proposta della Commissione europea"],
  ["pl", "Prezydent odrzuca umowę o współpracy"],
  ["ja", "日本政府は制裁を解除する"],
  ["ko", "정부는 제재를 해제하기로 했다"],
  ["ru", "Правительство отвергает условия соглашения"],
  ["ar", "الحكومة ترفض شروط الاتفاق"],
])("knows %s", (language, text) => {
  expect(languageOf(text)).toBe(language);
});
