// Interviews: questions and answers without names, behind dashes or behind labels.
//
//   — Когда откроют мост?            Вопрос: Когда откроют мост?
//   — К осени. Ждём комиссию.        Ответ: К осени. Ждём комиссию.
//
// Questions are those of nobody whom the text names. The answers are the words of the person whom the text before shows as
// speaking, else of the first one that it names.
#include "forms.h"

namespace lector::quotes {
namespace {

constexpr size_t kLeastQuestions = 2;
constexpr uint32_t kContinued = 6;  // paragraphs that one answer may go on over

struct Turn {
  Range words;  // of the answer all its paragraphs
  bool question = false;
};

// Turns in order; an answer goes on over paragraphs without a dash or a label, as far as another turn comes.
class Interview {
 public:
  explicit Interview(const Context& context) : context_(context), page_(context.page) {}

  void Run(Candidates* out) {
    for (const Range paragraph : page_.paragraphs()) {
      context_.check();
      if (paragraph.empty()) continue;
      if (page_.IsSign(paragraph.begin, Sign::kDash) && paragraph.size() > 2) AddDash(paragraph);
      else if (const uint32_t label = LabelEnd(paragraph); label != 0) AddLabelled(paragraph, label);
      else if (++between_ > kContinued) Finish(out);
      else open_end_ = paragraph.end;
    }
    Finish(out);
  }

 private:
  void AddDash(Range paragraph) {
    const Range words{paragraph.begin + 1, paragraph.end};
    told_ = told_ || !SplitInterrupted(context_, words).content.empty();
    Add(words, turns_.empty() || !turns_.back().question);
  }
  void AddLabelled(Range paragraph, uint32_t words) {
    Add({words, paragraph.end}, page_.Is(paragraph.begin, kWordQuestion));
    ++labelled_;
  }
  void Add(Range words, bool question) {
    if (!turns_.empty() && !turns_.back().question && between_ > 0) turns_.back().words.end = open_end_;
    between_ = 0;
    if (turns_.empty() && !question) return;
    turns_.push_back({words, question});
  }

  // "Вопрос:", "В.:", "Q:"; the first row behind the colon, 0: none.
  uint32_t LabelEnd(Range paragraph) const {
    if (!page_.Is(paragraph.begin, kWordQuestion | kWordAnswer)) return 0;
    uint32_t row = paragraph.begin + 1;
    if (page_.IsSign(row, Sign::kStop)) ++row;
    return page_.IsSign(row, Sign::kColon) && row + 1 < paragraph.end ? row + 1 : 0;
  }

  bool Asks(Range words) const { return page_.word(words.end - 1).find('?') != std::string_view::npos; }

  void Finish(Candidates* out) {
    size_t questions = 0, asked = 0;
    for (const Turn& turn : turns_) {
      questions += turn.question;
      asked += turn.question && Asks(turn.words);
    }
    const bool by_label = labelled_ == turns_.size();
    if (!told_ && questions >= kLeastQuestions && (by_label || (Asks(turns_[0].words) && asked * 3 >= questions * 2)))
      Report(out);
    turns_.clear();
    told_ = false;
    between_ = labelled_ = 0;
  }

  void Report(Candidates* out) {
    const Name* person = Interviewee(turns_[0].words.begin);
    if (person == nullptr) person = Addressed();
    if (person == nullptr) person = NamedBehind(turns_.back().words.end);
    if (person == nullptr) return;
    for (const Turn& turn : turns_) {
      const Range content = page_.Trim(turn.words);
      if (turn.question || page_.CountWords(content) == 0) continue;
      if (const Name* nearest = context_.names.PersonBefore(content.begin); nearest != nullptr && nearest->full == person->full)
        person = nearest;
      out->push_back(
          {Rule::kTurn, Kind::kDirect, {content}, nullptr, {Speaker::Kind::kName, person->rows, {}, person, "interview"}, 0.8f});
    }
  }

  const Name* Interviewee(uint32_t before) const {
    const std::span<const Hit> hits = page_.Hits({0, before});
    for (size_t i = hits.size(); i-- > 0;) {
      if (hits[i].source) continue;
      const Speaker speaker = SubjectOf(context_, hits[i], page_.SentenceOf(hits[i].rows.begin));
      if (speaker.kind == Speaker::Kind::kName && speaker.name != nullptr && speaker.name->type == NameType::kPerson)
        return speaker.name;
    }
    for (const Name& name : context_.names.Inside({0, before}))
      if (name.type == NameType::kPerson) return &name;
    return nullptr;
  }

  // "На вопросы отвечал хирург Иван Лосев": the first person of the paragraph behind the last turn.
  const Name* NamedBehind(uint32_t end) const {
    if (end >= page_.size()) return nullptr;
    for (const Name& name : context_.names.Inside(page_.ParagraphOf(end)))
      if (name.type == NameType::kPerson) return &name;
    return nullptr;
  }

  // Whom a question calls by name: "Анна Сергеевна, вы довольны?", "Вы довольны, Анна Сергеевна?"
  const Name* Addressed() const {
    for (const Turn& turn : turns_) {
      if (!turn.question) continue;
      for (const Name& name : context_.names.Inside(turn.words)) {
        const bool opens = name.rows.begin == turn.words.begin || page_.IsSign(name.rows.begin - 1, Sign::kComma);
        const bool closes = page_.IsSign(name.rows.end, Sign::kComma) || name.rows.end + 1 >= turn.words.end;
        if (name.type == NameType::kPerson && opens && closes) return &name;
      }
    }
    return nullptr;
  }

  const Context& context_;
  const Page& page_;
  std::vector<Turn> turns_;
  bool told_ = false;      // somebody is said to speak inside a turn: a scene with several people
  size_t labelled_ = 0;    // turns that have a label
  uint32_t between_ = 0;   // paragraphs since the last turn
  uint32_t open_end_ = 0;  // the end of the last of them
};

}  // namespace

void FindInterviews(const Context& context, Candidates* out) { Interview(context).Run(out); }

}  // namespace lector::quotes
