#include "synonyms.h"

#include <algorithm>
#include <unordered_map>

#include "abbreviations.h"
#include "letters.h"

namespace lector::entities {
namespace {

constexpr size_t kMaxAlike = 32;  // long names looked at that begin alike, so that time stays linear

class Joiner {
 public:
  Joiner(const Reading& reading, std::vector<Entity>& entities) : reading_(reading), words_(reading.words), entities_(entities) {}

  void Run() {
    home_.resize(entities_.size());
    for (uint32_t id = 0; id < home_.size(); ++id) home_[id] = id;
    for (uint32_t id = 0; id < entities_.size(); ++id) Index(id);
    for (uint32_t id = 0; id < entities_.size(); ++id) {
      words_.view().Tick();
      const int other = entities_[id].type == kPerson ? -1 : LongName(id);
      if (other >= 0 && Root(static_cast<uint32_t>(other)) != Root(id)) Join(Root(static_cast<uint32_t>(other)), Root(id));
    }
    JoinTranscriptions();
    std::erase_if(entities_, [](const Entity& entity) { return entity.mentions.empty(); });
  }

 private:
  using Form = std::vector<std::string_view>;

  // "Имя (Latin)": a name in Latin letters in brackets right behind one of its type in Russian ones.
  void JoinTranscriptions() {
    std::vector<uint32_t> owner(reading_.candidates.size(), 0);
    for (uint32_t id = 0; id < entities_.size(); ++id)
      for (const uint32_t mention : entities_[id].mentions) owner[mention] = id;
    for (uint32_t row = 1; row < reading_.candidates.size(); ++row) {
      const Candidate& inside = reading_.candidates[row];
      const Candidate& before = reading_.candidates[row - 1];
      if (!words_[inside.first].latin || words_[before.first].latin || inside.best() != before.best()) continue;
      if (inside.phrase_first != before.phrase_last + 2 && inside.phrase_first != before.phrase_last + 3) continue;
      if (words_.text(inside.phrase_first - 1) != "(" || !reading_.Glued(inside.phrase_last + 1)) continue;
      const std::string_view behind = words_.text(inside.phrase_last + 1);
      if (inside.words() < 2 && inside.best() == kPerson) continue;
      const uint32_t into = Root(owner[row - 1]), from = Root(owner[row]);
      if ((behind == ")" || behind == ",") && into != from && !entities_[from].mentions.empty() &&
          before.form == LECTOR_FORM_NAME)
        Join(into, from);
    }
  }

  uint32_t Root(uint32_t id) const {
    while (home_[id] != id) id = home_[id];
    return id;
  }

  void Join(uint32_t into, uint32_t from) {
    home_[from] = into;
    std::vector<uint32_t>& mentions = entities_[into].mentions;
    mentions.insert(mentions.end(), entities_[from].mentions.begin(), entities_[from].mentions.end());
    std::sort(mentions.begin(), mentions.end());
    entities_[from].mentions.clear();
  }

  Form WordsOf(uint32_t first, uint32_t last) const {
    Form out;
    for (uint32_t row = first; row <= last; ++row)
      if (words_[row].word()) out.push_back(words_[row].folded);
    return out;
  }
  const Candidate& First(uint32_t id) const { return reading_.candidates[entities_[id].mentions[0]]; }

  // Enters the long names, under the beginning of their first and of their last word.
  void Index(uint32_t id) {
    if (entities_[id].type == kPerson) return;
    const Candidate& candidate = First(id);
    if (candidate.form != LECTOR_FORM_NAME) return;
    const Form bare = WordsOf(candidate.first, candidate.last), phrase = WordsOf(candidate.phrase_first, candidate.phrase_last);
    if (bare.empty()) return;
    const bool hyphen = bare.back().find('-') != std::string_view::npos;
    if (phrase.size() < 2 && !hyphen) return;
    Long name{id, bare, phrase, 0};
    for (uint32_t row = candidate.phrase_first; row < candidate.phrase_last && words_[row].may_be_adjective; ++row)
      ++name.adjectives;
    Enter(Prefix(bare.front(), 1), name);
    if (const std::string_view last = Prefix(phrase.back(), 1); last != Prefix(bare.front(), 1)) Enter(last, name);
    if (hyphen) Enter(Prefix(bare.back().substr(bare.back().find('-') + 1), 1), name);
  }

  struct Long {
    uint32_t id;
    Form bare, phrase;
    size_t adjectives;  // that the phrase opens with
  };
  void Enter(std::string_view letter, const Long& name) {
    std::vector<Long>& alike = long_names_[std::string(letter)];
    if (alike.size() < kMaxAlike) alike.push_back(name);
  }

  // The entity that this one is another name of; -1: none.
  int LongName(uint32_t id) const {
    const Candidate& candidate = First(id);
    const Form bare = WordsOf(candidate.first, candidate.last), phrase = WordsOf(candidate.phrase_first, candidate.phrase_last);
    if (bare.empty() || candidate.form != LECTOR_FORM_NAME) return -1;
    for (const std::string_view letter : {Prefix(bare.front(), 1), Prefix(phrase.back(), 1)}) {
      const auto alike = long_names_.find(std::string(letter));
      if (alike == long_names_.end()) continue;
      for (const Long& name : alike->second) {
        if (name.id == id || Root(name.id) == Root(id)) continue;
        if (entities_[name.id].mentions.empty()) continue;
        if (Short(id, candidate, bare, phrase, name)) return static_cast<int>(name.id);
      }
    }
    return -1;
  }

  bool Short(uint32_t id, const Candidate& candidate, const Form& bare, const Form& phrase, const Long& name) const {
    const Type type = entities_[name.id].type;
    if (bare.size() == 1 && candidate.best() == type) {
      const Word& word = words_[candidate.first];
      if (type == kLocation) return candidate.place == nullptr && HyphenPart(bare[0], name.bare);  // "Сальвадор", "Сан-Сальвадор"
      if (Abbreviates(word.folded, name.bare) || Abbreviates(word.folded, name.phrase)) return true;
    }
    if (type != kOrganization || candidate.best() != kOrganization) return false;
    if (bare.size() > 1 && std::all_of(bare.begin(), bare.end(), [](std::string_view word) { return CodePoints(word) == 1; })) {
      std::string letters;  // "M&S"
      for (const std::string_view word : bare) letters += word;
      return Abbreviates(letters, name.bare);
    }
    // A shortened name comes behind the full one. Quotation marks tell where a name ends: «Заря» is not «Заря плюс».
    // English headlines have the short one first.
    const bool english = words_.view().language.starts_with("en");
    if ((english || entities_[name.id].mentions[0] < entities_[id].mentions[0]) && bare.size() < name.bare.size() &&
        !(Quoted(candidate) && Quoted(First(name.id))) && !words_[candidate.first].is(kOrgHead | kOrgAlone | kOrgBeforeQuote) &&
        Begins(name.bare, bare))
      return true;
    return phrase.size() > 1 && phrase.size() < name.phrase.size() && words_[candidate.first].is(kOrgHead) &&
           Ends(name.phrase, phrase) && name.adjectives + phrase.size() >= name.phrase.size();
  }

  bool Quoted(const Candidate& candidate) const {
    return candidate.first > 0 && words_[candidate.first - 1].kind == LECTOR_TOKEN_QUOTE && candidate.last + 1 < words_.size() &&
           words_[candidate.last + 1].kind == LECTOR_TOKEN_QUOTE;
  }
  static bool HyphenPart(std::string_view part, const Form& name) {
    if (name.size() != 1 || CodePoints(part) < 4) return false;
    const size_t hyphen = name[0].find('-');
    if (hyphen == std::string_view::npos) return false;
    return FormDistance(part, name[0].substr(hyphen + 1)) >= 0 || FormDistance(part, name[0].substr(0, hyphen)) >= 0;
  }
  static bool Begins(const Form& name, const Form& beginning) {
    for (size_t i = 0; i < beginning.size(); ++i)
      if (FormDistance(name[i], beginning[i]) < 0) return false;
    return CodePoints(beginning[0]) > 3;
  }
  static bool Ends(const Form& name, const Form& end) {
    for (size_t i = 0; i < end.size(); ++i)
      if (FormDistance(name[name.size() - end.size() + i], end[i]) < 0) return false;
    return true;
  }

  const Reading& reading_;
  const Words& words_;
  std::vector<Entity>& entities_;
  std::vector<uint32_t> home_;  // the entity that each was joined to
  std::unordered_map<std::string, std::vector<Long>> long_names_;
};

}  // namespace

void JoinSynonyms(const Reading& reading, std::vector<Entity>& entities) { Joiner(reading, entities).Run(); }

}  // namespace lector::entities
