#include "synonyms.h"

#include <algorithm>
#include <span>
#include <string>

#include "abbreviations.h"
#include "letters.h"

namespace lector::entities {
namespace {

constexpr size_t kMaxAlike = 32;  // long names looked at that begin alike, so that time stays linear

class Joiner {
 public:
  Joiner(const Reading& reading, Entities& entities)
      : reading_(reading),
        words_(reading.words),
        entities_(entities),
        home_(entities.size(), words_.memory()),
        names_(words_.memory()),
        long_names_(entities.size(), kMaxAlike, words_.memory()) {}

  void Run() {
    names_.reserve(entities_.size());
    for (uint32_t id = 0; id < entities_.size(); ++id) {
      home_[id] = id;
      names_.push_back(NameOf(id));
    }
    for (uint32_t id = 0; id < entities_.size(); ++id) Index(id);
    for (uint32_t id = 0; id < entities_.size(); ++id) {
      words_.view().Tick();
      const int other = LongName(id);
      if (other >= 0 && Root(static_cast<uint32_t>(other)) != Root(id)) Join(Root(static_cast<uint32_t>(other)), Root(id));
    }
    JoinTranscriptions();
    std::erase_if(entities_, [](const Entity& entity) { return entity.mentions.empty(); });
  }

 private:
  using Form = std::span<const std::string_view>;
  struct Name {
    Form bare, phrase;       // empty: it is a person or not called by its name
    size_t adjectives = 0;  // that the phrase opens with
  };

  // "Имя (Latin)": a name in Latin letters in brackets right behind one of its type in Russian ones.
  void JoinTranscriptions() {
    std::pmr::vector<uint32_t> owner(reading_.candidates.size(), 0, words_.memory());
    for (uint32_t id = 0; id < entities_.size(); ++id)
      for (const uint32_t mention : entities_[id].mentions) owner[mention] = id;
    for (uint32_t row = 1; row < reading_.candidates.size(); ++row) {
      const Candidate& inside = reading_.candidates[row];
      const Candidate& before = reading_.candidates[row - 1];
      const Word& letters = words_[inside.first];
      // ... and letters behind the name of several words that they stand for: "Федерация лыжного спорта (ФИС)"
      const bool short_form = letters.upper() && !letters.caps && inside.words() == 1 && inside.body == nullptr &&
                              inside.best() == kOrganization && before.phrase_last > before.phrase_first + 1;
      if ((!letters.latin && !short_form) || words_[before.first].latin || inside.best() != before.best()) continue;
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
    std::pmr::vector<uint32_t>& mentions = entities_[into].mentions;
    mentions.insert(mentions.end(), entities_[from].mentions.begin(), entities_[from].mentions.end());
    std::sort(mentions.begin(), mentions.end());
    entities_[from].mentions.clear();
  }

  Form WordsOf(uint32_t first, uint32_t last) const {
    auto* const out = static_cast<std::string_view*>(
        words_.memory()->allocate((last - first + 1) * sizeof(std::string_view), alignof(std::string_view)));
    size_t count = 0;
    for (uint32_t row = first; row <= last; ++row)
      if (words_[row].word()) new (out + count++) std::string_view(words_[row].folded);
    return {out, count};
  }
  const Candidate& First(uint32_t id) const { return reading_.candidates[entities_[id].mentions[0]]; }

  Name NameOf(uint32_t id) const {
    const Candidate& candidate = First(id);
    if (entities_[id].type == kPerson || candidate.form != LECTOR_FORM_NAME) return {};
    Name name;
    name.bare = name.phrase = WordsOf(candidate.first, candidate.last);
    if (candidate.phrase_first != candidate.first || candidate.phrase_last != candidate.last)
      name.phrase = WordsOf(candidate.phrase_first, candidate.phrase_last);
    for (uint32_t row = candidate.phrase_first; row < candidate.phrase_last && words_[row].may_be_adjective; ++row)
      ++name.adjectives;
    return name;
  }

  // Enters the long names, under the beginning of their first and of their last word.
  void Index(uint32_t id) {
    const auto& [bare, phrase, adjectives] = names_[id];
    if (bare.empty()) return;
    const size_t hyphen = bare.back().find('-');
    if (phrase.size() < 2 && hyphen == std::string_view::npos) return;
    const uint64_t first = Letter(bare.front()), last = Letter(phrase.back());
    long_names_.Add(first, id);
    if (last != first) long_names_.Add(last, id);
    if (hyphen != std::string_view::npos) long_names_.Add(Letter(bare.back().substr(hyphen + 1)), id);
  }
  static uint64_t Letter(std::string_view word) { return Beginning(word, 1); }

  // The entity that this one is another name of; -1: none.
  int LongName(uint32_t id) const {
    const Name own = NameOf(id);  // of what is the first mention now
    if (own.bare.empty()) return -1;
    for (const uint64_t letter : {Letter(own.bare.front()), Letter(own.phrase.back())}) {
      const uint32_t* const found = long_names_.Find(letter, [&](uint32_t other) {
        return other != id && Root(other) != Root(id) && !entities_[other].mentions.empty() && Short(id, own, other);
      });
      if (found != nullptr) return static_cast<int>(*found);
    }
    return -1;
  }

  bool Short(uint32_t id, const Name& own, uint32_t other) const {
    const Candidate& candidate = First(id);
    const auto& [bare, phrase, adjectives] = own;
    const Name& name = names_[other];
    const Type type = entities_[other].type;
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
    if ((english || entities_[other].mentions[0] < entities_[id].mentions[0]) && bare.size() < name.bare.size() &&
        !(Quoted(candidate) && Quoted(First(other))) && !words_[candidate.first].is(kOrgHead | kOrgAlone | kOrgBeforeQuote) &&
        Begins(name.bare, bare))
      return true;
    return phrase.size() > 1 && phrase.size() < name.phrase.size() && words_[candidate.first].is(kOrgHead) &&
           Ends(name.phrase, phrase) && name.adjectives + phrase.size() >= name.phrase.size();
  }

  bool Quoted(const Candidate& candidate) const {
    return candidate.first > 0 && words_[candidate.first - 1].kind == LECTOR_TOKEN_QUOTE && candidate.last + 1 < words_.size() &&
           words_[candidate.last + 1].kind == LECTOR_TOKEN_QUOTE;
  }
  static bool HyphenPart(std::string_view part, Form name) {
    if (name.size() != 1 || CodePoints(part) < 4) return false;
    const size_t hyphen = name[0].find('-');
    if (hyphen == std::string_view::npos) return false;
    return FormDistance(part, name[0].substr(hyphen + 1)) >= 0 || FormDistance(part, name[0].substr(0, hyphen)) >= 0;
  }
  static bool Begins(Form name, Form beginning) {
    for (size_t i = 0; i < beginning.size(); ++i)
      if (FormDistance(name[i], beginning[i]) < 0) return false;
    return CodePoints(beginning[0]) > 3;
  }
  static bool Ends(Form name, Form end) {
    for (size_t i = 0; i < end.size(); ++i)
      if (FormDistance(name[name.size() - end.size() + i], end[i]) < 0) return false;
    return true;
  }

  const Reading& reading_;
  const Words& words_;
  Entities& entities_;
  std::pmr::vector<uint32_t> home_;  // the entity that each was joined to
  std::pmr::vector<Name> names_;     // of the entities' first mentions
  Alike<uint32_t> long_names_;       // entities with long names
};

}  // namespace

void JoinSynonyms(const Reading& reading, Entities& entities) { Joiner(reading, entities).Run(); }

}  // namespace lector::entities
