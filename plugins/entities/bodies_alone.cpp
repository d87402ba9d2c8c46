#include "bodies_alone.h"

#include <string_view>
#include <unordered_map>

#include "letters.h"

namespace lector::entities {
namespace {

class Finder {
 public:
  Finder(Reading& reading, Entities& entities)
      : reading_(reading),
        words_(reading.words),
        entities_(entities),
        owner_(words_.memory()),
        busy_(words_.size(), kFree, words_.memory()),
        bodies_(words_.memory()) {}

  void Run() {
    for (const Candidate& candidate : reading_.candidates)
      for (uint32_t row = candidate.phrase_first; row <= candidate.phrase_last; ++row)
        busy_[row] = candidate.best() == kPerson ? kPersonal : kBusy;
    const size_t known = reading_.candidates.size();
    for (uint32_t row = words_.Next(0, kMayStandForBody); row < words_.size(); row = words_.Next(row + 1, kMayStandForBody)) {
      words_.view().Tick();
      const Lexicon::ClassNoun* noun = NounAt(row);
      if (noun == nullptr) continue;
      const int id = BodyOf(*noun, row, known);
      if (id < 0 || (noun->types.empty() && OtherSince(static_cast<uint32_t>(id), row, known))) continue;
      Add(row, entities_[static_cast<size_t>(id)]);
    }
  }

 private:
  enum Use : uint8_t { kFree, kBusy, kPersonal };

  // The noun of a class that stands alone at `row`; null where none does.
  const Lexicon::ClassNoun* NounAt(uint32_t row) const {
    const Word& word = words_[row];
    if (busy_[row] != kFree) return nullptr;
    const Lexicon::ClassNoun* noun = reading_.lexicon.FindClassNoun(word.lemma);
    if (noun == nullptr) return nullptr;
    if (row > 0 && word.glued && (busy_[row - 1] != kFree || Narrows(words_[row - 1]))) return nullptr;
    if (!reading_.Glued(row + 1) || !Completed(row + 1)) return noun;
    // "директор | компании | Яак Тамм"
    const bool of_role = row > 0 && word.glued && words_[row - 1].is(kRole) && word.grammatical_case() == LECTOR_CASE_GEN;
    return of_role && busy_[row + 1] == kPersonal ? noun : nullptr;
  }

  // "крупная | компания", "третий | банк", "наш | клуб": another one, or any.
  static bool Narrows(const Word& before) {
    if (before.kind == LECTOR_TOKEN_NUMBER) return true;
    if (!before.word() || before.lemma == "этот" || before.lemma == "сам" || before.lemma == "данный") return false;
    return before.upos == LECTOR_UPOS_ADJ || before.upos == LECTOR_UPOS_DET || before.upos == LECTOR_UPOS_NUM ||
           (before.may_be_adjective && before.grammatical_case() != 0 && before.upos != LECTOR_UPOS_PRON);
  }

  // "компания | X", "компания | «X»", "суд | первой инстанции": the noun is another's.
  bool Completed(uint32_t row) const {
    const Word& next = words_[row];
    if (next.kind == LECTOR_TOKEN_QUOTE || next.kind == LECTOR_TOKEN_NUMBER || busy_[row] != kFree) return true;
    if (!next.word() || next.is(kSpeech)) return false;
    if (next.capital() || next.folded == "по" || next.folded == "при") return true;
    return (next.upos == LECTOR_UPOS_NOUN || next.upos == LECTOR_UPOS_ADJ || next.upos == LECTOR_UPOS_PROPN) &&
           next.grammatical_case() == LECTOR_CASE_GEN;
  }

  // The one body of that class that was named before the row; -1: none or several.
  int BodyOf(const Lexicon::ClassNoun& noun, uint32_t row, size_t known) {
    const auto [it, fresh] = bodies_.try_emplace(&noun);
    Bodies& bodies = it->second;
    for (size_t id = 0; fresh && id < entities_.size() && bodies.count < 2; ++id)
      if (const int first = FirstOf(entities_[id], noun, known); first >= 0) bodies = {bodies.count + 1, static_cast<int>(id), first};
    return bodies.count == 1 && bodies.first < static_cast<int>(row) ? bodies.id : -1;
  }

  // An organisation of a class that nobody tells, named since the body was: a noun that is found in names alone, "банк" of
  // "Заречбанк", may as well mean that one.
  bool OtherSince(uint32_t id, uint32_t row, size_t known) {
    if (owner_.empty()) {
      owner_.assign(known, kNobody);
      for (uint32_t entity = 0; entity < entities_.size(); ++entity)
        for (const uint32_t mention : entities_[entity].mentions)
          if (mention < known) owner_[mention] = entity;
    }
    while (next_ < known && reading_.candidates[next_].phrase_last < row) ++next_;
    for (size_t i = next_; i-- > 0 && row - reading_.candidates[i].phrase_last < kNear;) {
      const Candidate& candidate = reading_.candidates[i];
      if (owner_[i] == id) return false;
      if (candidate.best() == kOrganization && candidate.form == LECTOR_FORM_NAME && candidate.finer.empty() &&
          owner_[i] != kNobody)
        return true;
    }
    return false;
  }

  // The token of the first mention of a body, if the noun may mean it; else -1.
  int FirstOf(const Entity& entity, const Lexicon::ClassNoun& noun, size_t known) const {
    if (entity.type != kOrganization) return -1;
    bool named = false, fits = false, typed = false;
    for (const uint32_t mention : entity.mentions) {
      if (mention >= known) continue;
      const Candidate& candidate = reading_.candidates[mention];
      named |= candidate.form == LECTOR_FORM_NAME;
      typed |= !candidate.finer.empty();
      fits |= Fits(candidate, noun);
      if (noun.no_government && candidate.finer == "government") return -1;
    }
    if (!named || !(fits || (noun.untyped && !typed))) return -1;
    return static_cast<int>(reading_.candidates[entity.mentions[0]].phrase_last);
  }

  bool Fits(const Candidate& candidate, const Lexicon::ClassNoun& noun) const {
    for (const std::string_view type : noun.types)
      if (candidate.finer == type) return true;
    if (noun.ministry && candidate.finer == "government" && IsMinistry(words_[candidate.first])) return true;
    if (!noun.named) return false;
    uint32_t row = candidate.phrase_first;
    for (uint32_t before = 0; before < 2 && row > 0 && words_[row].glued && busy_[row - 1] == kFree; ++before) --row;
    const std::string_view stem = Prefix(noun.lemma, CodePoints(noun.lemma) > 4 ? CodePoints(noun.lemma) - 1 : 4);
    for (; row <= candidate.phrase_last; ++row) {
      const std::string_view word = words_[row].folded;
      if (!words_[row].word() || words_[row].latin) continue;
      if (FormDistance(noun.lemma, word) >= 0) return true;
      // "Северстрой|банк"
      if (const size_t at = word.find(stem); at != std::string_view::npos && at > 0 && row >= candidate.first &&
                                             CodePoints(word.substr(at)) <= CodePoints(noun.lemma) + 2)
        return true;
    }
    return false;
  }

  // "Министерство обороны", "Минобороны", "МВД", "Роскомнадзор"
  static bool IsMinistry(const Word& first) {
    return first.folded.starts_with("мин") || first.folded.starts_with("рос") ||
           (first.upper() && CodePoints(first.folded) <= 4) || first.folded.starts_with("федеральн");
  }

  void Add(uint32_t row, Entity& entity) {
    Candidate found;
    found.first = found.last = found.phrase_first = found.phrase_last = row;
    found.form = LECTOR_FORM_COMMON_NOUN;
    found.nameless = true;
    found.score[kOrganization] = 2.0f;
    entity.mentions.push_back(static_cast<uint32_t>(reading_.candidates.size()));
    reading_.candidates.push_back(found);
  }

  Reading& reading_;
  const Words& words_;
  Entities& entities_;
  static constexpr uint32_t kNobody = 0xFFFFFFFF, kNear = 40;  // tokens

  std::pmr::vector<uint32_t> owner_;  // the entity of each candidate
  size_t next_ = 0;                   // the first candidate behind the row that is looked at
  std::pmr::vector<Use> busy_;        // tokens of mentions
  struct Bodies {
    int count = 0, id = -1, first = -1;  // of two and more only that they are
  };
  std::pmr::unordered_map<const Lexicon::ClassNoun*, Bodies> bodies_;
};

}  // namespace

void FindBodiesAlone(Reading& reading, Entities& entities) {
  if (reading.words.has_morphology()) Finder(reading, entities).Run();
}

}  // namespace lector::entities
