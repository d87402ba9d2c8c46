// Answers in the format of the gold files, so that the scorers can compare them: gold/FORMATS.md.
//
// Offsets are code points: ask for OFFSET_ENCODING_UTF32. Each function returns the list of one document, sorted by start.
#ifndef LECTOR_TESTS_QUALITY_PROJECTION_H_
#define LECTOR_TESTS_QUALITY_PROJECTION_H_

#include <lector/v1/analysis_service.pb.h>

#include <nlohmann/json.hpp>

namespace lector::quality {

using Json = nlohmann::ordered_json;

// How a corpus marks entities.
enum class Convention {
  kFactRuEval,  // bare names only; of overlapping ones the first, then the longer, stays
  kNerel,       // organisations with their class noun; adjectives, and common nouns for organisations and places, too; of
                // overlapping ones the longest, then the first, stays
};

// PER, ORG, LOC; flat. Beside what FORMATS.md asks for, "norm" is the name of the entity.
Json ProjectEntities(const v1::AnalyzeDocumentResponse& response, Convention convention);

// Every mention with its entity, for score_coref.py.
Json ProjectMentions(const v1::AnalyzeDocumentResponse& response);

// One for each content span: a quote that its attribution interrupts becomes several.
Json ProjectQuotes(const v1::AnalyzeDocumentResponse& response);

// `numerals`: bare numbers are wanted, without kind and unit; otherwise they are left out.
Json ProjectFigures(const v1::AnalyzeDocumentResponse& response, bool numerals);

}  // namespace lector::quality
#endif  // LECTOR_TESTS_QUALITY_PROJECTION_H_
