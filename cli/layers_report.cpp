#include "cli/layers_report.h"

#include <string_view>
#include <utility>
#include <vector>

#include "cli/table.h"

namespace lector::cli {
namespace {

enum Column { kId, kForm, kLemma, kUpos, kXpos, kFeats, kHead, kRelation, kDeps, kMisc, kColumns };

// The lines of a sentence; empty for an annotation that is none.
std::string_view ConlluOf(const v1::Annotation& annotation) {
  if (!annotation.has_custom() || annotation.custom().type() != "layers.v1.Sentence") return {};
  const auto& fields = annotation.custom().json().fields();
  const auto found = fields.find("conllu");
  return found == fields.end() ? std::string_view() : std::string_view(found->second.string_value());
}

std::vector<std::string> Split(std::string_view text, char at) {
  std::vector<std::string> out;
  for (size_t end = 0; end != std::string_view::npos;) {
    end = text.find(at);
    out.emplace_back(text.substr(0, end));
    if (end != std::string_view::npos) text.remove_prefix(end + 1);
  }
  return out;
}

// "B-PER" of "Name=B-PER|SpaceAfter=No".
std::string NameOf(const std::string& misc) {
  for (const std::string& part : Split(misc, '|'))
    if (part.starts_with("Name=")) return part.substr(5);
  return "";
}

// A column is empty in the table where CoNLL-U has the sign for it.
std::string Shown(const std::string& cell) { return cell == "_" ? "" : cell; }

std::string OneLine(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c == '\n' || c == '\r') c = ' ';
  return out;
}

}  // namespace

std::string RenderLayers(const v1::AnalyzeDocumentResponse& response, const TextLayout& layout) {
  std::string out;
  for (const v1::Annotation& annotation : response.annotations()) {
    const std::string_view lines = ConlluOf(annotation);
    if (lines.empty()) continue;
    Table table({{"#", true}, "token", "lemma", "part", "head", "relation", "name", "features"});
    for (const std::string& line : Split(lines, '\n')) {
      const std::vector<std::string> cells = Split(line, '\t');
      if (cells.size() != kColumns) continue;
      table.Add({{cells[kId]},
                 {cells[kForm], {.bold = true}},
                 {cells[kForm] == "_" ? "_" : Shown(cells[kLemma])},
                 {Shown(cells[kUpos])},
                 {Shown(cells[kHead])},
                 {Shown(cells[kRelation])},
                 {NameOf(cells[kMisc])},
                 {Shown(cells[kFeats])}});
    }
    out += (out.empty() ? "" : "\n") + Paint(OneLine(annotation.text()), {.bold = true}, layout.colour) + "\n";
    out += table.Render(layout.width == 0 ? 120 : layout.width, layout.colour);
  }
  return out;
}

std::string ToConllu(const std::string& input, const v1::AnalyzeDocumentResponse& response) {
  std::string out = "# newdoc id = " + OneLine(input) + "\n";
  for (const v1::Annotation& annotation : response.annotations()) {
    const std::string_view lines = ConlluOf(annotation);
    if (lines.empty()) continue;
    out += "# text = " + OneLine(annotation.text()) + "\n";
    (out += lines) += "\n";
  }
  return out;
}

}  // namespace lector::cli
