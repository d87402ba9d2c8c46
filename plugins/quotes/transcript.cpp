// Transcripts: paragraphs "Name: words", when the document has two or more of them; and a headline "Name: words".
#include <string>
#include <unordered_map>

#include "forms.h"
#include "phrase.h"

namespace lector::quotes {
namespace {

constexpr std::string_view kLabel = "label";
constexpr uint32_t kMaxLabel = 8;    // rows of a name with its title
constexpr uint32_t kMaxUnnamed = 2;  // rows of a label that is no name: "Корреспондент", "Radio host"

struct Label {
  Range rows;  // before the colon
  Speaker speaker;
};

// What stands before the colon of a paragraph that begins with a capital; empty: nothing like a label.
Range RowsOf(const Page& page, Range paragraph) {
  if (!page.IsCapital(paragraph.begin)) return {};
  for (uint32_t i = paragraph.begin; i < paragraph.end && i - paragraph.begin <= kMaxLabel; ++i) {
    if (page.IsSign(i, Sign::kColon)) return i > paragraph.begin && i + 3 < paragraph.end ? Range{paragraph.begin, i} : Range{};
    const Hit* hit = page.HitAt(i);
    if ((!page.IsWord(i) && page.word(i) != "." && !page.IsSign(i, Sign::kMark)) || (hit != nullptr && !hit->source)) return {};
  }
  return {};
}

// A noun of one person in the nominative and what hangs on it, nothing else.
bool IsOffice(const Page& page, Range label, uint32_t head) {
  const Grammar& grammar = page.grammar();
  if (!page.Is(head, kWordRole) || page.Is(head, kWordGroup | kWordMedium) || !grammar.IsAnimate(head) ||
      grammar.Case(head) != LECTOR_CASE_NOM || grammar.Number(head) == LECTOR_NUMBER_PLUR)
    return false;
  for (uint32_t i = label.begin; i < label.end; ++i)
    if (grammar.IsFinite(i) || page.Is(i, kWordPreposition | kWordConjunction)) return false;
  return true;
}

// Whether a headline's words are a clause: "Лосев: мост закроют", but not "Лосев: выставка спустя полвека".
bool SaysSomething(const Page& page, Range words) {
  const Grammar& grammar = page.grammar();
  if (!grammar.known() || page.input().english) return true;
  for (uint32_t i = words.begin; i < words.end; ++i)
    if (grammar.IsVerb(i) || LECTOR_FEAT(grammar.Feats(i), SHORT) != 0 || page.word(i) == "нет" || page.IsSign(i, Sign::kDash))
      return true;
  return false;
}

// A person with or without a title, or (when it labels several paragraphs) a role.
Speaker SpeakerOf(const Context& context, Range label, bool repeated) {
  const Page& page = context.page;
  const Name* last = context.names.At(label.end - 1);
  if (last != nullptr && last->type == NameType::kPerson && last->rows.begin >= label.begin) {
    const Range title{label.begin, last->rows.begin};
    if (title.empty()) return {Speaker::Kind::kName, label, {}, last, kLabel};
    if (page.Is(title.begin, kWordRole | kWordModifier)) return {Speaker::Kind::kName, last->rows, title, last, kLabel};
    return {};
  }
  // A headline of an organisation: "Минэнерго: запасов хватит до весны".
  const bool headline = page.ParagraphIndex(label.begin) == 0 && !page.input().english;
  if (const Name* name = context.names.At(label.begin); headline && name != nullptr && name->type == NameType::kOrganization &&
                                                        !context.speakers.IsMedium(label) && name->rows == label)
    return {Speaker::Kind::kName, label, {}, name, kLabel};
  // "Министр труда: пенсии вырастут"
  if (const uint32_t head = headline && page.grammar().known() ? HeadOf(page, label) : Grammar::kNone;
      head != Grammar::kNone && IsOffice(page, label, head))
    return {Speaker::Kind::kNoun, label, {}, nullptr, kLabel};
  if (page.Is(label.begin, kWordQuestion | kWordAnswer) && label.size() == 1) return {};  // an interview
  if (repeated && page.CountWords(label) <= kMaxUnnamed) return {Speaker::Kind::kName, label, {}, nullptr, kLabel};
  return {};
}

}  // namespace

void FindTurns(const Context& context, Candidates* out) {
  const Page& page = context.page;
  std::vector<Label> labels;
  std::unordered_map<std::string, int> count;
  std::string folded;
  for (const Range paragraph : page.paragraphs()) {
    context.check();
    const Range rows = RowsOf(page, paragraph);
    if (rows.empty() || page.IsSign(rows.end + 1, Sign::kMark)) continue;
    labels.push_back({rows, {}});
    Fold(page.Text(rows), &folded);
    ++count[folded];
  }
  Candidates turns;
  for (Label& label : labels) {
    Fold(page.Text(label.rows), &folded);
    label.speaker = SpeakerOf(context, label.rows, count[folded] >= 2 && labels.size() >= 3);
    if (label.speaker.kind == Speaker::Kind::kNone) continue;
    const Range content = page.Trim({label.rows.end + 1, page.ParagraphOf(label.rows.begin).end});
    if (page.CountWords(content) == 0) continue;
    turns.push_back({Rule::kTurn, Kind::kDirect, {content}, nullptr, label.speaker, 0.85f});
  }
  if (turns.size() == 1) {
    if (page.ParagraphIndex(turns[0].content[0].begin) != 0 || !SaysSomething(page, turns[0].content[0])) return;
    turns[0].confidence = 0.75f;
  }
  out->insert(out->end(), turns.begin(), turns.end());
}

}  // namespace lector::quotes
