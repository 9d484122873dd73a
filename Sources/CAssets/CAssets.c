#include "CAssets.h"

#include <string.h>

// #embed is C23; clang offers it to older standards and would say so for each file.
#pragma clang diagnostic ignored "-Wc23-extensions"

// One array a file; add a line here and in the table below for each file in files/.
#define FILE_BYTES(symbol) static const unsigned char symbol[]
FILE_BYTES(abbreviations) = {
#embed "files/abbreviations.tsv"
};
FILE_BYTES(adjectives) = {
#embed "files/adjectives.txt"
};
FILE_BYTES(cameo) = {
#embed "files/cameo.tsv"
};
FILE_BYTES(cap_topics) = {
#embed "files/cap-topics.txt"
};
FILE_BYTES(coreference) = {
#embed "files/coreference.bin"
};
FILE_BYTES(nouns) = {
#embed "files/nouns.bin"
};
FILE_BYTES(countries) = {
#embed "files/countries.tsv"
};
FILE_BYTES(quotes) = {
#embed "files/quotes.bin"
};
FILE_BYTES(quote_cues) = {
#embed "files/quote-cues.tsv"
};
FILE_BYTES(stance) = {
#embed "files/stance.tsv"
};
FILE_BYTES(stance_words) = {
#embed "files/stance-words.txt"
};

FILE_BYTES(family_first) = {
#embed "files/family-first.txt"
};
FILE_BYTES(given_names) = {
#embed "files/given-names.tsv"
};
FILE_BYTES(irregular_verbs) = {
#embed "files/irregular-verbs.tsv"
};
FILE_BYTES(lemmas) = {
#embed "files/lemmas.tsv"
};
FILE_BYTES(names) = {
#embed "files/names.tsv"
};
FILE_BYTES(news_adjectives) = {
#embed "files/news-adjectives.txt"
};
FILE_BYTES(news_verbs) = {
#embed "files/news-verbs.txt"
};
FILE_BYTES(organization_words) = {
#embed "files/organization-words.txt"
};
FILE_BYTES(network) = {
#embed "files/network.bin"
};
FILE_BYTES(sentences) = {
#embed "files/sentences.bin"
};
FILE_BYTES(lemma_rules) = {
#embed "files/lemma-rules.tsv"
};
FILE_BYTES(titles) = {
#embed "files/titles.tsv"
};
FILE_BYTES(verbs) = {
#embed "files/verbs.txt"
};

FILE_BYTES(gazetteer) = {
#embed "files/gazetteer.bin"
};
FILE_BYTES(name_model) = {
#embed "files/names.bin"
};
FILE_BYTES(word_clusters) = {
#embed "files/word-clusters.bin"
};

#define ENTRY(name, symbol) {name, symbol, sizeof symbol}
static const onrecord_asset table[] = {
    ENTRY("family-first.txt", family_first),
    ENTRY("gazetteer.bin", gazetteer),
    ENTRY("given-names.tsv", given_names),
    ENTRY("irregular-verbs.tsv", irregular_verbs),
    ENTRY("lemma-rules.tsv", lemma_rules),
    ENTRY("lemmas.tsv", lemmas),
    ENTRY("names.bin", name_model),
    ENTRY("names.tsv", names),
    ENTRY("news-adjectives.txt", news_adjectives),
    ENTRY("news-verbs.txt", news_verbs),
    ENTRY("organization-words.txt", organization_words),
    ENTRY("network.bin", network),
    ENTRY("sentences.bin", sentences),
    ENTRY("titles.tsv", titles),
    ENTRY("verbs.txt", verbs),
    ENTRY("word-clusters.bin", word_clusters),
    ENTRY("abbreviations.tsv", abbreviations),
    ENTRY("adjectives.txt", adjectives),
    ENTRY("cameo.tsv", cameo),
    ENTRY("cap-topics.txt", cap_topics),
    ENTRY("coreference.bin", coreference),
    ENTRY("nouns.bin", nouns),
    ENTRY("countries.tsv", countries),
    ENTRY("quote-cues.tsv", quote_cues),
    ENTRY("quotes.bin", quotes),
    ENTRY("stance.tsv", stance),
    ENTRY("stance-words.txt", stance_words),
};

const onrecord_asset *onrecord_assets(size_t *count) {
  *count = sizeof table / sizeof table[0];
  return table;
}

const onrecord_asset *onrecord_asset_named(const char *name) {
  for (size_t index = 0; index < sizeof table / sizeof table[0]; index++) {
    if (strcmp(table[index].name, name) == 0) return &table[index];
  }
  return NULL;
}
