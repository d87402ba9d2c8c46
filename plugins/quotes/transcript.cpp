// Transcripts: paragraphs "Name: words", when the document has two or more of them; and a headline "Name: words".
#include "forms.h"

namespace lector::quotes {
namespace {

constexpr uint32_t kMaxLabel = 6;

// The label of a turn, before its colon; empty: the paragraph is none.
Range LabelOf(const Page& page, const Names& names, Range paragraph) {
  for (uint32_t i = paragraph.begin; i < paragraph.end && i - paragraph.begin <= kMaxLabel; ++i) {
    if (page.IsSign(i, Sign::kColon)) {
      const Range label{paragraph.begin, i};
      const Name* name = names.At(label.begin);
      const bool named = name != nullptr && name->type == NameType::kPerson && name->rows == label;
      return named && i + 3 < paragraph.end ? label : Range{};
    }
    if (!page.IsWord(i) && page.word(i) != ".") return {};
  }
  return {};
}

}  // namespace

void FindTurns(const Context& context, Candidates* out) {
  const Page& page = context.page;
  Candidates turns;
  for (const Range paragraph : page.paragraphs()) {
    context.check();
    const Range label = LabelOf(page, context.names, paragraph);
    if (label.empty() || page.IsSign(label.end + 1, Sign::kMark)) continue;
    const Range content = page.Trim({label.end + 1, paragraph.end});
    if (page.CountWords(content) == 0) continue;
    turns.push_back({Rule::kTurn,
                     Kind::kDirect,
                     {content},
                     nullptr,
                     {Speaker::Kind::kName, label, {}, context.names.At(label.begin)},
                     0.85f});
  }
  if (turns.size() == 1) {
    if (page.ParagraphIndex(turns[0].content[0].begin) != 0) return;
    turns[0].kind = KindOfClause(page, turns[0].content[0]);
    turns[0].confidence = 0.75f;
  }
  out->insert(out->end(), turns.begin(), turns.end());
}

}  // namespace lector::quotes
