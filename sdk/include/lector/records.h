/* lector/records.h - what extractors report: entities, mentions, quotes, figures and records of their own.
 *
 * A document has entities (one for each person, organisation or place) and annotations that have a place in the text
 * (mentions, quotes, figures, custom records). A link from one record to another is an id, never a copied name.
 *
 * Offsets are bytes of the UTF-8 text, half-open [begin, end), on code point boundaries; the daemon converts them to the
 * encoding that its client asked for. Strings are UTF-8 without a terminator. Zero means "not given" in every field;
 * enumerators start at 1.
 *
 * Memory: a record that is emitted is borrowed for the call of lector_host.emit and copied by it; a record that is read
 * belongs to the host and lives as long as the document.
 *
 * Growth: lector_str, lector_span and lector_record are frozen for a major version. Every other struct grows at its end
 * only; `head.size` says how much of it the writer knew. Sizes are multiples of 8 and there is no implicit padding.
 *
 * Example (C11), an entity and a place where it is named:
 *
 *   lector_entity who = {.head = {.size = sizeof who, .kind = LECTOR_ENTITY}, .type = str("PERSON"), .name = str("Ada Lovelace")};
 *   lector_id id = 0;
 *   lector_code code = host->emit(sink, &who.head, &id);
 *   lector_mention at = {.head = {.size = sizeof at, .kind = LECTOR_MENTION, .span = {10, 22}}, .entity = id,
 *                        .form = LECTOR_FORM_NAME, .name_span = {10, 22}};
 *   if (code == LECTOR_OK) code = host->emit(sink, &at.head, &id);
 */
#ifndef LECTOR_RECORDS_H_
#define LECTOR_RECORDS_H_

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- building blocks ---- */

typedef struct lector_str { /* UTF-8, no terminator; {NULL, 0} is the empty string */
  const char* data;
  size_t size;
} lector_str;

typedef struct lector_span { /* bytes of the text, half-open, each below 2^31; {0, 0}: none */
  uint32_t begin, end;
} lector_span;

typedef struct lector_strs { /* many strings side by side: string i is pool[offset[i] .. offset[i + 1]) */
  const char* pool;
  const uint32_t* offset;
} lector_strs;

typedef uint32_t lector_id; /* a record of this document; 0: none */

/* The numbers of google.rpc.Code, so that a plugin's answer reaches a client without a translation table. */
typedef int32_t lector_code;
enum {
  LECTOR_OK = 0,
  LECTOR_CANCELLED = 1,
  LECTOR_UNKNOWN = 2,
  LECTOR_INVALID_ARGUMENT = 3,
  LECTOR_DEADLINE_EXCEEDED = 4,
  LECTOR_NOT_FOUND = 5,
  LECTOR_ALREADY_EXISTS = 6,
  LECTOR_PERMISSION_DENIED = 7,
  LECTOR_RESOURCE_EXHAUSTED = 8,
  LECTOR_FAILED_PRECONDITION = 9,
  LECTOR_ABORTED = 10,
  LECTOR_OUT_OF_RANGE = 11,
  LECTOR_UNIMPLEMENTED = 12,
  LECTOR_INTERNAL = 13,
  LECTOR_UNAVAILABLE = 14
};

/* ---- records ---- */

enum { LECTOR_ENTITY = 1, LECTOR_MENTION = 2, LECTOR_QUOTE = 3, LECTOR_FIGURE = 4, LECTOR_CUSTOM = 100 };

typedef struct lector_record { /* the head of each record; frozen for the major version */
  uint32_t size, kind;         /* sizeof of the whole record; LECTOR_ENTITY ... */
  lector_id id;                /* 0 when emitted; set by the host in what is read */
  float confidence;            /* (0, 1], the estimated probability that the record is right; 0: not given */
  lector_span span;            /* 0,0: no place of its own (an entity) */
  uint64_t reserved[2];
} lector_record;

typedef struct lector_attribute {
  lector_str key, value;
} lector_attribute;

/* A person, organisation or place of the document: one record however often it is named. */
typedef struct lector_entity {
  lector_record head;
  lector_str type; /* "PERSON", "ORGANIZATION", "LOCATION"; a finer one behind a dot: "ORGANIZATION.company" */
  lector_str name; /* nominative, the fullest form of the document: "Владимир Путин" */
  uint32_t attribute_count, reserved;
  const lector_attribute* attributes; /* "iso3166" -> "KG", "title" -> "президент России", "abbreviation", "alias" */
} lector_entity;

enum { /* lector_mention.form */
  LECTOR_FORM_NAME = 1,
  LECTOR_FORM_ADJECTIVE = 2,  /* "российский" for Россия */
  LECTOR_FORM_COMMON_NOUN = 3, /* "президент" for the person */
  LECTOR_FORM_PRONOUN = 4
};

/* A place where an entity is named. head.span is the whole phrase ("ОАО «Роснефть»"). */
typedef struct lector_mention {
  lector_record head;
  lector_id entity;
  uint32_t form;
  lector_span name_span;  /* the bare name ("Роснефть"); 0,0: none */
  lector_str normal_form; /* of this mention, nominative: "Путин" for "Путиным" */
  lector_id metonym_of;   /* the entity that is really meant: Бишкек said for the government of Киргизия */
  uint32_t reserved;
} lector_mention;

enum { LECTOR_QUOTE_DIRECT = 1, LECTOR_QUOTE_INDIRECT = 2, LECTOR_QUOTE_MIXED = 3 };               /* lector_quote.kind */
enum { LECTOR_POLARITY_STATES = 1, LECTOR_POLARITY_DENIES = 2, LECTOR_POLARITY_ASKS = 3, LECTOR_POLARITY_PROMISES = 4 };

/* Who said what. head.span runs from the first to the last content span, without outer quotation marks. */
typedef struct lector_quote {
  lector_record head;
  uint32_t kind, content_count;
  const lector_span* content; /* more than one where the attribution interrupts the words; in order, not overlapping */
  lector_span speaker, cue;   /* the mention that is tied to the quote; the reporting verb or phrase */
  lector_id speaker_entity;
  uint32_t polarity;
  lector_str speaker_name;  /* nominative, the fullest form the document gives */
  lector_str speaker_title; /* role, nominative, without the name */
  lector_str cue_lemma;
} lector_quote;

enum { /* lector_figure.kind */
  LECTOR_FIGURE_MONEY = 1,
  LECTOR_FIGURE_PERCENT = 2,
  LECTOR_FIGURE_PERCENTAGE_POINTS = 3,
  LECTOR_FIGURE_MULTIPLE = 4, /* "twice", "в три раза", "треть" */
  LECTOR_FIGURE_QUANTITY = 5, /* of a physical unit */
  LECTOR_FIGURE_COUNT = 6,    /* of countable nouns */
  LECTOR_FIGURE_RATE = 7,     /* unit per unit */
  LECTOR_FIGURE_INDEX = 8,    /* index points, scores */
  LECTOR_FIGURE_NUMBER = 9    /* a bare number, only on demand */
};
enum { LECTOR_MODIFIER_APPROXIMATE = 1, LECTOR_MODIFIER_AT_LEAST = 2, LECTOR_MODIFIER_AT_MOST = 3, LECTOR_MODIFIER_RANGE = 4 };
enum { LECTOR_ROLE_LEVEL = 1, LECTOR_ROLE_CHANGE = 2, LECTOR_ROLE_SHARE = 3, LECTOR_ROLE_TARGET = 4, LECTOR_ROLE_PREVIOUS = 5 };
enum { LECTOR_CHANGE_UP = 1, LECTOR_CHANGE_DOWN = 2, LECTOR_CHANGE_FLAT = 3 };
enum { LECTOR_ECONOMIC_NO = 1, LECTOR_ECONOMIC_YES = 2 };

/* A number with a unit. Values are exact: a decimal ("4100000000", "-0.5") or a fraction ("1/3"), never a float. */
typedef struct lector_figure {
  lector_record head; /* span: number, magnitude and unit */
  uint32_t kind, modifier, role, change;
  lector_str value;    /* or min and max, or one of these */
  lector_str min, max;
  lector_str unit;      /* ISO 4217 ("XXX": unknown currency), "%", "pp", "x", UCUM, lemma of what is counted, "USD/bbl" */
  lector_str indicator; /* lemma of what is measured: "товарооборот" */
  lector_str period;    /* EDTF, with quarters and halves: "2023", "2024-Q1", "2023-01/2023-09", "relative:-1Y" */
  lector_span indicator_span;
  lector_id subject; /* the entity whose figure it is */
  uint32_t economic;
  lector_id related; /* the level of this change, the change of this previous value */
  uint32_t reserved;
} lector_figure;

/* A record of the plugin's own type, which its manifest must list under "provides". One of json and data.
 *
 * Any extractor may emit the type "lector.v1.Explanation": why it found the record with the same span; JSON with the strings "of"
 * ("quote", "figure", ...), "rule", "path" (how its parts were found) and, of a quote, "cue". Let an option "explain" ask for
 * it, as `lector analyze --explain` does. */
typedef struct lector_custom {
  lector_record head;
  lector_str type; /* "com.example.v1.Phone" */
  lector_str json; /* a JSON object, nested at most 30 deep */
  lector_str data; /* or bytes */
} lector_custom;

#ifdef __cplusplus
}
#endif
#endif /* LECTOR_RECORDS_H_ */
