#include "daemon/text/ru/inflect.h"

#include <lector/layers.h>

#include <algorithm>
#include <array>
#include <memory_resource>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "daemon/text/document.h"
#include "daemon/text/ru/phrase.h"

namespace lector::text::ru {
namespace {

constexpr uint32_t kMaxTokens = 64;  // a longer phrase is no name
constexpr float kNoReading = -2, kFixedName = 0.25f, kFixedBesideForms = -0.1f, kGuessedAdjective = -1.2f, kFirstPart = -0.3f, kAdjectiveAsName = -0.3f, kPluralName = -0.5f, kOtherNoun = -0.6f;

bool IsPersonPart(uint8_t name_type) {
  return name_type == LECTOR_NAMETYPE_GIV || name_type == LECTOR_NAMETYPE_SUR || name_type == LECTOR_NAMETYPE_PAT;
}

// Whether the tokens name a person: not at all, in part, or wholly by the tagger of names.
enum class Person : uint8_t { kNone, kPart, kWhole };

// What a word of the phrase does in it.
enum class Role : uint8_t { kStays, kModifier, kHead, kName, kPlace };

// What becomes of a word; `reading` NULL: it stays as it is.
struct Change {
  const Reading* reading = nullptr;
  Agreement3 wanted;
};
using Plan = std::pmr::vector<Change>;  // one understanding of the whole phrase

// The readings of a part of a person's name, by what they agree with.
class NameReadings {
 public:
  struct Choice {
    const Reading* reading = nullptr;
    float weight = 0;
  };

  explicit NameReadings(const PhraseWord& word) {
    for (const uint8_t gender : kGenders) {
      is_fixed_[gender] = IsFixedName(word.lower, gender);
      declines_[gender] = std::any_of(word.readings.begin(), word.readings.end(), [&](const Reading& r) {
        return r.known && !r.fixed && IsPersonPart(r.name_type) && (r.is.gender == 0 || r.is.gender == gender);
      });
    }
    for (const Reading& reading : word.readings) {
      if (!reading.nominal && !reading.adjectival) continue;
      const Choice choice = {&reading, reading.weight + Unlikely(reading)};
      if (reading.fixed && reading.is.word_case == 0) {
        for (auto& by_number : likeliest_) Offer(choice, LECTOR_NUMBER_SING, 0, &by_number), Offer(choice, LECTOR_NUMBER_PLUR, 0, &by_number);
      } else if (reading.is.word_case < likeliest_.size()) {
        Offer(choice, reading.is.number, reading.is.gender, &likeliest_[reading.is.word_case]);
      }
    }
  }

  // Singular or plural, masculine or feminine.
  Choice Likeliest(const Agreement3& is) const {
    return is.word_case < likeliest_.size() ? likeliest_[is.word_case][is.number - 1][is.gender - 1] : Choice();
  }
  // Whether it may keep its form in all cases as a name of that gender.
  bool IsFixed(uint8_t gender) const { return is_fixed_[gender] && !declines_[gender]; }

  static constexpr uint8_t kGenders[] = {LECTOR_GENDER_MASC, LECTOR_GENDER_FEM};
  static constexpr uint8_t kNumbers[] = {LECTOR_NUMBER_SING, LECTOR_NUMBER_PLUR};

 private:
  using ByNumber = std::array<std::array<Choice, std::size(kGenders)>, std::size(kNumbers)>;
  static_assert(kGenders[1] == 2 && kNumbers[1] == 2);

  static float Unlikely(const Reading& reading) {
    if (IsPersonPart(reading.name_type)) return 0;
    return !reading.adjectival ? kOtherNoun : reading.known ? kAdjectiveAsName : kGuessedAdjective;
  }
  // `gender`: 0 agrees with any, as the plural does.
  static void Offer(const Choice& choice, uint8_t number, uint8_t gender, ByNumber* out) {
    if (number != LECTOR_NUMBER_SING && number != LECTOR_NUMBER_PLUR) return;
    for (const uint8_t its : kGenders) {
      if (number == LECTOR_NUMBER_SING && gender != 0 && gender != its) continue;
      Choice& likeliest = (*out)[number - 1][its - 1];
      if (likeliest.reading == nullptr || choice.weight > likeliest.weight) likeliest = choice;
    }
  }

  std::array<ByNumber, LECTOR_CASE_VOC + 1> likeliest_;
  std::array<bool, LECTOR_GENDER_FEM + 1> is_fixed_ = {}, declines_ = {};
};

class Planner {
 public:
  // The words live in `memory`, and what is made here.
  Planner(std::span<const PhraseWord> words, uint64_t feats, Person person, std::pmr::memory_resource* memory)
      : words_(words), memory_(memory), roles_(words.size(), Role::kStays, memory), names_(memory), person_(person) {
    wanted_case_ = static_cast<uint8_t>(LECTOR_FEAT(feats, CASE));
    if (wanted_case_ == 0) wanted_case_ = LECTOR_CASE_NOM;
    wanted_number_ = static_cast<uint8_t>(LECTOR_FEAT(feats, NUMBER));
    if (IsNameAlone()) AssignName();
    else AssignRoles();
    const auto count = std::count(roles_.begin(), roles_.end(), Role::kName);
    names_.reserve(static_cast<size_t>(count));
    for (size_t i = 0; i < words_.size(); ++i)
      if (roles_[i] == Role::kName) names_.emplace_back(i, words_[i]);
  }

  // The likeliest understanding, a row a word; empty where no word changes.
  Plan Best() const {
    Plan plan(memory_);
    if (head_ >= words_.size()) {
      if (!names_.empty()) PlanNamesAlone(&plan);
      return plan;
    }
    const Reading* best = nullptr;
    float most = 0;
    for (const Reading& reading : words_[head_].readings) {
      if (!IsHead(reading)) continue;
      const float weight = PlanOfHead(reading, &plan);
      if (best == nullptr || weight > most) best = &reading, most = weight;
    }
    if (best == nullptr) plan.clear();
    else PlanOfHead(*best, &plan);
    return plan;
  }

 private:
  // A name alone is weighed in every case, gender and number, and made for the best.
  void PlanNamesAlone(Plan* plan) const {
    Agreement3 best;
    float most = 0;
    for (uint8_t word_case = LECTOR_CASE_NOM; word_case <= LECTOR_CASE_LOC; ++word_case)
      for (const uint8_t gender : NameReadings::kGenders)
        for (const uint8_t number : NameReadings::kNumbers) {
          const Agreement3 is = {word_case, number, gender, true};
          const float weight = WeighNames(is, 0) + (number == LECTOR_NUMBER_PLUR ? kPluralName : 0);
          if (best.word_case == 0 || weight > most) best = is, most = weight;
        }
    plan->assign(words_.size(), Change());
    AddNames(best, plan);
  }

  static bool Agrees(const Agreement3& a, const Agreement3& b) {
    if (a.word_case != b.word_case || a.number != b.number) return false;
    return a.number == LECTOR_NUMBER_PLUR || a.gender == 0 || b.gender == 0 || a.gender == b.gender;
  }
  bool IsHead(const Reading& reading) const { return reading.nominal || head_is_adjective_; }

  static bool CanBeName(const PhraseWord& word) {
    if (!word.is_word || !word.capitalized) return word.particle;
    if (word.initial || word.particle) return true;
    const auto known = [](const Reading& reading) { return reading.known; };
    return std::none_of(word.readings.begin(), word.readings.end(), known) ||
           std::any_of(word.readings.begin(), word.readings.end(), [](const Reading& r) { return IsPersonPart(r.name_type); });
  }

  // Nothing but the parts of a person's name. A known word without a name's reading may be one behind or before others.
  bool IsNameAlone() const {
    if (person_ == Person::kNone) return false;
    const PhraseWord* first = nullptr;
    for (const PhraseWord& word : words_) {
      if (!word.is_word) continue;
      if (!word.capitalized && !word.particle) return false;
      if (first == nullptr) first = &word;
    }
    if (first == nullptr) return false;
    if (person_ == Person::kWhole || CanBeName(*first)) return true;
    return std::none_of(first->readings.begin(), first->readings.end(), [](const Reading& r) { return r.nominal; });
  }
  void AssignName() {
    for (size_t i = 0; i < words_.size(); ++i)
      if (words_[i].is_word && !words_[i].initial && !words_[i].particle) roles_[i] = Role::kName;
  }

  static bool IsQuote(const PhraseWord& word) {
    return !word.is_word && (word.text == "«" || word.text == "»" || word.text == "\"" || word.text == "„" || word.text == "“" || word.text == "”");
  }
  bool HasNounFor(size_t modifier) const {
    for (size_t i = modifier + 1; i < words_.size(); ++i) {
      if (IsQuote(words_[i]) || words_[i].text == ",") return false;
      for (const Reading& noun : words_[i].readings)
        for (const Reading& adjective : words_[modifier].readings)
          if (noun.nominal && adjective.adjectival && Agrees(noun.is, adjective.is)) return true;
    }
    return false;
  }
  // A word that is far likelier a noun than an adjective is the head, and no modifier.
  static bool IsRatherNoun(const PhraseWord& word) {
    float noun = -10, adjective = -10;
    for (const Reading& reading : word.readings) {
      if (reading.nominal) noun = std::max(noun, reading.weight);
      if (reading.adjectival) adjective = std::max(adjective, reading.weight);
    }
    return noun > adjective + 0.5f;
  }

  void AssignRoles() {
    bool quoted = false;
    for (size_t i = 0; i < words_.size(); ++i) {
      const PhraseWord& word = words_[i];
      if (IsQuote(word)) quoted = word.text == "\"" ? !quoted : word.text == "«" || word.text == "„" || word.text == "“";
      if (!word.is_word || (quoted && head_ < words_.size())) continue;
      if (head_ == kNone) AssignBeforeHead(i);
      else if (!word.initial && !word.particle) AssignBehindHead(i);
    }
  }
  void AssignBeforeHead(size_t i) {
    const PhraseWord& word = words_[i];
    if (!word.capitalized && (word.lower == "и" || word.lower == "или")) return;  // "Промышленный и коммерческий банк"
    const auto has = [&](bool Reading::*what) {
      return std::any_of(word.readings.begin(), word.readings.end(), [&](const Reading& r) { return r.*what; });
    };
    const bool adjectival = has(&Reading::adjectival), nominal = has(&Reading::nominal);
    if (adjectival && HasNounFor(i) && (word.capitalized || !IsRatherNoun(word))) {
      roles_[i] = Role::kModifier;
    } else if (adjectival || nominal) {
      roles_[i] = Role::kHead;
      head_ = i;
      head_is_adjective_ = !nominal;
    } else if (word.capitalized && word.readings.empty()) {
      head_ = words_.size();  // an abbreviation or a foreign word: it and all behind it stay
    }
  }
  void AssignBehindHead(size_t i) {
    if (head_ >= words_.size() || !words_[i].capitalized) return;
    std::string room;
    const auto of_head = [&](auto test) { return std::any_of(words_[head_].readings.begin(), words_[head_].readings.end(), test); };
    const bool is_person = std::any_of(words_[i].readings.begin(), words_[i].readings.end(),
                                       [](const Reading& r) { return IsPersonPart(r.name_type); });
    if (of_head([](const Reading& r) { return r.nominal && r.is.animate; }) && (is_person || (person_ != Person::kNone && CanBeName(words_[i]))))
      roles_[i] = Role::kName;
    else if (of_head([&](const Reading& r) { return TakesPlaceInItsCase(LemmaOf(words_[head_], r, &room)); })) roles_[i] = Role::kPlace;
    else if (words_[i].before == "-" && i == head_ + 1) roles_[i] = Role::kPlace;  // "Петропавловске-Камчатском"
  }

  // What the words of a person's name weigh in one case and gender, on top of `weight`.
  float WeighNames(const Agreement3& is, float weight) const {
    for (const auto& [i, readings] : names_) weight += ReadingOfName(i, readings, is).weight;
    return weight;
  }
  // Puts them into a plan.
  void AddNames(const Agreement3& is, Plan* plan) const {
    for (const auto& [i, readings] : names_)
      (*plan)[i] = {ReadingOfName(i, readings, is).reading,
                    {wanted_case_, wanted_number_ != 0 ? wanted_number_ : is.number, is.gender, true}};
  }
  // The likeliest reading of a part of a person's name in one case and gender, and its weight; NULL: the word stays.
  NameReadings::Choice ReadingOfName(size_t i, const NameReadings& readings, const Agreement3& is) const {
    NameReadings::Choice best = readings.Likeliest(is);
    if (is.number == LECTOR_NUMBER_SING && readings.IsFixed(is.gender)) {
      const float fixed = (best.reading == nullptr ? kFixedName : kFixedBesideForms) + CaseWeight(words_[i], is);
      if (best.reading == nullptr || best.weight < fixed) return {nullptr, fixed};
    }
    if (best.reading == nullptr) best.weight = i + 1 < words_.size() && words_[i + 1].before == "-" ? kFirstPart : kNoReading;
    return best;
  }

  // Fills the plan, and returns its weight.
  float PlanOfHead(const Reading& head, Plan* plan) const {
    plan->assign(words_.size(), Change());
    float weight = head.weight;
    const uint8_t number = wanted_number_ != 0 ? wanted_number_ : head.is.number;
    (*plan)[head_] = {&head, {wanted_case_, number, head.is.gender, head.is.animate}};
    for (size_t i = 0; i < words_.size(); ++i) {
      if (roles_[i] != Role::kModifier && roles_[i] != Role::kPlace) continue;
      const bool modifier = roles_[i] == Role::kModifier;
      const Reading* const best = modifier ? LikeliestModifier(words_[i], head) : LikeliestPlace(words_[i], head);
      if (modifier) weight += best != nullptr ? best->weight : kNoReading;
      const uint8_t gender = modifier && head.is.gender != 0 ? head.is.gender : best != nullptr ? best->is.gender : 0;
      (*plan)[i] = {best, {wanted_case_, modifier ? number : static_cast<uint8_t>(LECTOR_NUMBER_SING), gender, head.is.animate}};
    }
    return AddNamesOfTitle(head, weight, plan);
  }
  static const Reading* LikeliestModifier(const PhraseWord& word, const Reading& head) {
    return Likeliest(word, [&](const Reading& r) {
      const bool animate = head.is.word_case != LECTOR_CASE_ACC || r.is.animate == head.is.animate || head.is.gender == LECTOR_GENDER_FEM;
      return r.adjectival && Agrees(r.is, head.is) && animate;
    });
  }
  static const Reading* LikeliestPlace(const PhraseWord& word, const Reading& head) {
    return Likeliest(word, [&](const Reading& r) {
      return r.is.word_case == head.is.word_case && r.is.number == LECTOR_NUMBER_SING && head.is.word_case != LECTOR_CASE_NOM;
    });
  }
  static const Reading* Likeliest(const PhraseWord& word, const auto& fits) {
    const Reading* best = nullptr;
    for (const Reading& reading : word.readings)
      if (fits(reading) && (best == nullptr || reading.weight > best->weight)) best = &reading;
    return best;
  }
  // "президентом России Владимиром Путиным"; but "сына Владимира Путина". Returns the weight of the plan with them.
  float AddNamesOfTitle(const Reading& head, float weight, Plan* plan) const {
    if (names_.empty() || head.is.number != LECTOR_NUMBER_SING || !head.is.animate) return weight;
    const bool looks_genitive = head.is.word_case == LECTOR_CASE_GEN || head.is.word_case == LECTOR_CASE_ACC;
    std::string room;
    if (looks_genitive && IsRelative(LemmaOf(words_[head_], head, &room), names_.size() == 1)) return weight;
    const auto in = [&](uint8_t gender) { return Agreement3{head.is.word_case, LECTOR_NUMBER_SING, gender, true}; };
    const float man = WeighNames(in(LECTOR_GENDER_MASC), weight), woman = WeighNames(in(LECTOR_GENDER_FEM), weight);
    if (std::max(man, woman) <= weight) return weight;
    AddNames(in(woman > man ? LECTOR_GENDER_FEM : LECTOR_GENDER_MASC), plan);
    return std::max(man, woman);
  }

  static constexpr size_t kNone = ~size_t{0};

  const std::span<const PhraseWord> words_;
  std::pmr::memory_resource* const memory_;
  std::pmr::vector<Role> roles_;
  std::pmr::vector<std::pair<size_t, NameReadings>> names_;  // of the words that are parts of a person's name
  const Person person_;
  uint8_t wanted_case_ = 0, wanted_number_ = 0;
  size_t head_ = kNone;
  bool head_is_adjective_ = false;
};

// Asks the tagger of names, else the morphology.
Person NamesPerson(const Document& document, const lector_tokens& tokens, const lector_morph& morph, uint32_t first, uint32_t last,
                   const Stop& stop) {
  const Result<const lector_names*> names = document.Get<lector_names>(LECTOR_LAYER_NAMES, stop);
  if (names.ok()) {
    const lector_span* const end = (*names)->span + (*names)->count;
    const lector_span* const found =
        std::partition_point((*names)->span, end, [&](const lector_span& span) { return span.end <= tokens.begin[first]; });
    if (found != end && found->begin < tokens.end[last] && (*names)->type[found - (*names)->span] == LECTOR_NAME_PERSON)
      return found->begin <= tokens.begin[first] && found->end >= tokens.end[last] ? Person::kWhole : Person::kPart;
  }
  for (uint32_t row = first; row <= last; ++row)
    if (IsPersonPart(static_cast<uint8_t>(LECTOR_FEAT(morph.feats[row], NAMETYPE))) && tokens.shape[row] != LECTOR_SHAPE_LOWER)
      return Person::kPart;
  return Person::kNone;
}

std::string Compose(const Analyzer& analyzer, std::span<const PhraseWord> words, const Plan& plan) {
  std::string out;
  for (size_t i = 0; i < words.size(); ++i) {
    out += words[i].before;
    const auto& [reading, wanted] = plan[i];
    const bool same = reading == nullptr || (reading->is.word_case == wanted.word_case && reading->is.number == wanted.number);
    std::optional<std::string> form = same ? std::nullopt : Put(analyzer, words[i], *reading, wanted);
    if (!form) out += words[i].text;
    else if (reading->entry == nullptr && reading->declension == nullptr) out += *form;
    else out += LikePattern(*std::move(form), words[i].text, words[i].lower);
  }
  return out;
}

}  // namespace

Result<std::string> PhraseInflector::Inflect(const Document& document, uint32_t first, uint32_t last, uint64_t feats,
                                             const Stop& stop) const {
  if (last - first >= kMaxTokens) return Status(Code::kUnimplemented, "the phrase is too long to be a name");
  const Result<const lector_tokens*> tokens = document.Get<lector_tokens>(LECTOR_LAYER_TOKENS, stop);
  if (!tokens.ok()) return tokens.status();
  const Result<const lector_morph*> morph = document.Get<lector_morph>(LECTOR_LAYER_MORPH, stop);
  if (!morph.ok()) return morph.status();
  const auto is_quote = [&](uint32_t row) { return (*tokens)->kind[row] == LECTOR_TOKEN_QUOTE; };
  if (last > first + 1 && is_quote(first) && is_quote(last) && feats == 0) ++first, --last;  // the name of the thing has none
  const Person person = NamesPerson(document, **tokens, **morph, first, last, stop);
  const Result<const ModelTags*> tags = document.Get<ModelTags>(kModelTags, stop);
  const Result<const ModelTokens*> model_tokens = document.Get<ModelTokens>(kModelTokens, stop);
  const bool in_context = tags.ok() && model_tokens.ok();
  const PhraseReader reader(lexicon_, document.text(), **tokens, **morph, in_context ? *tags : nullptr,
                            in_context ? *model_tokens : nullptr);
  PhraseMemory memory;
  const PhraseWords words = reader.Read(first, last, person != Person::kNone, &memory);
  const Plan plan = Planner(words, feats, person, &memory.rows).Best();
  if (!plan.empty()) return Compose(lexicon_.analyzer(), words, plan);
  const uint32_t begin = (*tokens)->begin[first];
  return std::string(document.text().substr(begin, (*tokens)->end[last] - begin));
}

}  // namespace lector::text::ru
