#include "plugins/figures/economic.h"

namespace lector::figures {
namespace {

constexpr uint32_t kSentenceReach = 40;  // atoms behind a figure

class Judge {
 public:
  Judge(const Lexicon& lexicon, const Text& text, const Grammar& grammar) : lexicon_(lexicon), text_(text), grammar_(grammar) {}

  bool IsEconomic(const Situation& situation, const Figure* before, const Figure& figure) const {
    if (figure.unit.kind == Kind::kMoney || figure.unit.money) return true;
    if (figure.unit.not_economic) return false;
    const bool place = figure.unit.kind == Kind::kQuantity && situation.preposition == "in" && figure.indicator.empty();
    const bool located = figure.unit.kind == Kind::kQuantity &&
                         lexicon_.Has(text_, text_.english ? figure.end : figure.end + 1, Category::kDirection);
    if ((place && !text_.english) || located) return false;  // "в 60 километрах от города"
    const bool goes_on = before != nullptr && before->role == Role::kShare && figure.role == Role::kShare &&
                         before->unit.code == figure.unit.code && before->unit.not_economic;
    if (goes_on) return false;
    const bool of_those = before != nullptr && figure.role == Role::kShare && figure.unit.kind == Kind::kCount &&
                          before->unit.code == figure.unit.code;
    if (of_those) return !before->unit.not_economic;  // "1200 человек, 340 из них"
    if (figure.unit.kind == Kind::kCount) return IsEconomicCount(situation, figure);
    return !Speaks(situation, figure, true);
  }

 private:
  const Entry* EntryAt(uint32_t atom) const {
    if (atom >= text_.size()) return nullptr;
    const Match listed = lexicon_.Find(text_, atom, Category::kEconomic);
    return listed ? listed.entry : lexicon_.FindWord(grammar_.Lemma(atom), Category::kEconomic);
  }

  // Whether a word that the figure hangs on is listed: as one that is never of the economy, or as one that always is.
  bool Speaks(const Situation& situation, const Figure& figure, bool of_none) const {
    const auto told = [&](const Entry* entry) {
      return entry != nullptr && (of_none ? entry->code == "not" : entry->code.empty());
    };
    const Frame& frame = situation.frame;
    const bool participle = !text_.english && figure.end + 1 < text_.size() && grammar_.IsAdjective(figure.end) &&
                            grammar_.IsNoun(figure.end + 1);  // "голосующих акций"
    for (const uint32_t atom : {frame.verb, frame.subject, frame.object, frame.governor, participle ? frame.verb : figure.end})
      if (told(EntryAt(atom))) return true;
    const bool by_name = told(lexicon_.FindWord(figure.indicator, Category::kEconomic));
    const bool of_subject = frame.subject != kNoAtom && lexicon_.FindWord(grammar_.Lemma(frame.subject), Category::kContainer) &&
                            told(EntryAt(grammar_.End(frame.subject)));  // "число безработных"
    if (by_name || of_subject || (!of_none && told(EntryAt(frame.adjacent)))) return true;
    const bool place = lexicon_.Has(text_, figure.end, Category::kPreposition) && told(EntryAt(figure.end + 1));
    if (place) return true;  // "110 мест в парламенте"
    return text_.english && (told(EntryAt(figure.end + 1)) || told(EntryAt(figure.end + 2)));
  }

  bool IsEconomicCount(const Situation& situation, const Figure& figure) const {
    const Entry* entry = lexicon_.FindWord(figure.unit.code, Category::kEconomic);
    const bool none = Speaks(situation, figure, true);
    const bool person = LECTOR_FEAT(grammar_.Features(figure.end - 1), ANIMACY) == LECTOR_ANIMACY_ANIM;
    if (entry == nullptr) return !person && (text_.english || (!none && IsOfTrade(situation, figure)));
    if (entry->code == "person") return !none && (text_.english || Speaks(situation, figure, false));
    return entry->code != "not" && !(none && person && IsVictim(situation));
  }

  // Whether the sentence of a count of things speaks of money, trade or work.
  bool IsOfTrade(const Situation& situation, const Figure& figure) const {
    const auto told = [&](uint32_t at) {
      const std::string_view lemma = grammar_.Lemma(at);
      if (lexicon_.FindWord(lemma, Category::kSumWord) != nullptr || lexicon_.FindWord(lemma, Category::kOwned) != nullptr) return true;
      const Match unit = lexicon_.Find(text_, at, Category::kUnit);
      if (unit && unit.entry->kind == Kind::kMoney) return true;
      const Entry* entry = lexicon_.FindWord(lemma, Category::kEconomic);
      return entry != nullptr && (entry->code.empty() || entry->code == "thing");
    };
    for (uint32_t at = situation.sentence_first; at < figure.end; ++at)
      if (told(at)) return true;
    for (uint32_t at = figure.end; at < text_.size() && at < figure.end + kSentenceReach && !text_.atoms[at].newline; ++at) {
      if (text_.symbol(at) == '.' && (at + 1 == text_.size() || text_.atoms[at + 1].upper)) break;
      if (told(at)) return true;
    }
    return false;
  }

  // "погибли пять пассажиров"
  bool IsVictim(const Situation& situation) const {
    const Entry* verb = EntryAt(situation.frame.verb);
    return verb != nullptr && verb->code == "not";
  }

  const Lexicon& lexicon_;
  const Text& text_;
  const Grammar& grammar_;
};

}  // namespace

void JudgeEconomic(const Lexicon& lexicon, const Text& text, const Grammar& grammar, const std::vector<Situation>& situations,
                   std::vector<Figure>* figures) {
  if (!grammar.known()) return;
  const Judge judge(lexicon, text, grammar);
  const Figure* before = nullptr;
  for (size_t k = 0; k < figures->size(); ++k) {
    Figure& figure = (*figures)[k];
    if (figure.dropped || !figure.has_unit) continue;
    if (before != nullptr && before->sentence != figure.sentence) before = nullptr;
    figure.unit.not_economic = !judge.IsEconomic(situations[k], before, figure);
    before = &figure;
  }
}

}  // namespace lector::figures
