// The text of a document with its annotations visible: colours on a terminal, marks in the text elsewhere.
#ifndef LECTOR_CLI_ANNOTATED_TEXT_H_
#define LECTOR_CLI_ANNOTATED_TEXT_H_

#include <lector/v1/analysis_service.pb.h>

#include <string>
#include <string_view>

#include "cli/terminal.h"

namespace lector::cli {

struct TextLayout {
  size_t width = 0;     // columns to wrap at; 0: lines stay as they are
  bool colour = false;  // false: "[Путин PERSON]", "{97% = 97 %}", "<q1>...</q1>"
};

// How mentions of a type ("PERSON", "ORGANIZATION.company"), quotes, figures and custom records look.
Style MentionStyle(std::string_view entity_type);
Style QuoteStyle();
Style FigureStyle();
Style CustomStyle();

// "PERSON" of "PERSON.politician".
std::string_view CoarseType(std::string_view type);

// A number with its thousands apart, by spaces at which no line is broken: "4 100 000 000".
std::string Grouped(const std::string& number);

// "97 %", "1 to 3 USD", "4 100 000 000 RUB"; the value and unit of a figure.
std::string FigureValue(const v1::EconomicFigure& figure);

// The text, each line ended. Annotations may nest and cross: the shorter one decides the colour, underlines and slants of
// all of them stay. A quote's number (its place among the quotes, from 1) stands behind it.
std::string RenderAnnotatedText(std::string_view text, const v1::AnalyzeDocumentResponse& response, const TextLayout& layout);

// One line that explains the colours; for the other form, the marks.
std::string RenderLegend(bool colour);

}  // namespace lector::cli
#endif  // LECTOR_CLI_ANNOTATED_TEXT_H_
