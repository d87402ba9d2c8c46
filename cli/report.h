// An answer as people read it: the annotated text, then tables of what was found.
#ifndef LECTOR_CLI_REPORT_H_
#define LECTOR_CLI_REPORT_H_

#include <lector/v1/analysis_service.pb.h>
#include <lector/v1/extractor_service.pb.h>

#include <string>
#include <string_view>

#include "cli/annotated_text.h"

namespace lector::cli {

// `layout.width` is also the width of the tables; where it is 0 they take 120 columns.
std::string RenderReport(std::string_view text, const v1::AnalyzeDocumentResponse& response, const TextLayout& layout);

// The extractors that the daemon has and the plugins it refused.
std::string RenderExtractors(const v1::ListExtractorsResponse& response, const TextLayout& layout);

// What enum values are called in tables and TSV: "direct", "at least", "percentage points"; "" for unspecified.
std::string Label(v1::QuoteKind kind);
std::string Label(v1::MentionForm form);
std::string Label(v1::FigureKind kind);
std::string Label(v1::FigureModifier modifier);
std::string Label(v1::FigureRole role);
std::string Label(v1::FigureChange change);
std::string Label(v1::Polarity polarity);

}  // namespace lector::cli
#endif  // LECTOR_CLI_REPORT_H_
