// Who speaks where a noun is known that does, by the tree: its phrase, the person in apposition to it, the antecedent of a
// relative pronoun.
#include <algorithm>

#include "phrase.h"
#include "speaker.h"

namespace lector::quotes {
namespace {

constexpr uint8_t kConj = RelationOf("conj"), kRelcl = RelationOf("acl:relcl"), kAppos = RelationOf("appos"),
                  kFlat = RelationOf("flat"), kFlatName = RelationOf("flat:name"), kNmod = RelationOf("nmod");
constexpr uint32_t kMaxGap = 10;         // rows between a title that broke off and its name
constexpr uint32_t kMaxApposition = 24;  // rows behind a comma that may hold the person in apposition

}  // namespace

// "лечащие Лосева врачи", "прибывшие на место спасатели": the noun of people that a participle with words of its own describes;
// kNone: it stands for somebody by itself.
uint32_t SpeakerFinder::NounOfParticiple(uint32_t head, Range limits) const {
  constexpr uint32_t kFew = 6;
  const Grammar& grammar = page_.grammar();
  if (!grammar.IsForm(head, LECTOR_VERBFORM_PART) || grammar.Case(head) != LECTOR_CASE_NOM) return Grammar::kNone;
  for (uint32_t i = head + 2; i < std::min(limits.end, head + kFew) && page_.IsWord(i); ++i) {
    if (grammar.IsVerb(i) || page_.HitAt(i) != nullptr) break;
    if (grammar.IsNoun(i) && grammar.Case(i) == LECTOR_CASE_NOM && grammar.IsAnimate(i) && names_.At(i) == nullptr &&
        grammar.Number(i) == grammar.Number(head) && page_.Is(i, kWordRole))
      return i;
  }
  return Grammar::kNone;
}

Speaker SpeakerFinder::AtNoun(uint32_t head, Range limits) const {
  const Grammar& grammar = page_.grammar();
  if (grammar.IsForm(head, LECTOR_VERBFORM_PART) && head + 1 < limits.end && grammar.IsNoun(head + 1) &&
      grammar.Case(head + 1) == grammar.Case(head) && grammar.Number(head + 1) == grammar.Number(head) &&
      names_.At(head + 1) == nullptr)
    ++head;  // "присутствовавшие врачи"
  else if (const uint32_t noun = NounOfParticiple(head, limits); noun != Grammar::kNone) head = noun;
  const Name* name = names_.At(head);
  if (name != nullptr && name->type == NameType::kPerson) {
    Speaker speaker = NamedPerson(*name, limits);
    const uint32_t other = grammar.Dependent(head, kConj);
    if (other != Grammar::kNone && limits.Contains(other)) {
      const Name* second = names_.At(other);
      if (second != nullptr && second != name && second->type == NameType::kPerson && second->rows.begin <= name->rows.end + 8)
        speaker.second = second;
    }
    return speaker;
  }
  if (page_.Is(head, kWordRelative) && limits.begin < head) {
    // its antecedent: the noun that the clause of its verb hangs on
    const uint32_t verb = grammar.Head(head);
    if (verb != Grammar::kNone && grammar.Is(verb, kRelcl)) {
      const uint32_t noun = grammar.Head(verb);
      const Name* beside = page_.IsSign(head - 1, Sign::kComma) ? names_.At(head - 2) : nullptr;
      if (beside != nullptr && beside->type == NameType::kPerson && beside->rows.begin != noun && head >= 2 &&
          grammar.Case(beside->rows.begin) == LECTOR_CASE_NOM && grammar.Case(beside->rows.begin - 1) <= LECTOR_CASE_NOM &&
          grammar.Gender(head) == grammar.Gender(beside->rows.begin) && noun != Grammar::kNone &&
          grammar.Case(noun) != LECTOR_CASE_NOM)
        return NamedPerson(*beside, page_.SentenceOf(head));  // "задержали главу района, хирург Иван Лосев, который сказал"
      if (noun != Grammar::kNone && noun < head && !page_.Is(noun, kWordRelative)) {
        const Range sentence = page_.SentenceOf(head);
        if (sentence.Contains(noun)) return AtNoun(noun, {sentence.begin, head});
      }
    }
    // Hung elsewhere: the name or noun right before the comma.
    if (const uint32_t before = head - 1; head > limits.begin + 1 && page_.IsSign(before, Sign::kComma)) {
      if (const Name* antecedent = names_.At(before - 1); antecedent != nullptr)
        return NamedPerson(*antecedent, page_.SentenceOf(head));
      if (grammar.IsNoun(before - 1)) return AtNoun(before - 1, {limits.begin, head});
    }
    return {};
  }
  if (page_.Is(head, kWordRelative)) return {};
  if (grammar.IsPronoun(head) || (page_.Is(head, kWordPronoun) && !grammar.IsNoun(head)))
    return {Speaker::Kind::kPronoun, {head, head + 1}, {}, nullptr};

  Range phrase = PhraseOf(page_, head, limits);
  if (const Name* owner = names_.At(phrase.end);  // "представители МОК", whatever the parser made of the name
      page_.Is(head, kWordRole) && owner != nullptr && owner->type == NameType::kOrganization && phrase.end == head + 1 &&
      owner->rows.begin == phrase.end && owner->rows.end <= limits.end &&
      (grammar.CanBe(phrase.end, LECTOR_CASE_GEN) || page_.row(phrase.end).shape == LECTOR_SHAPE_UPPER))
    phrase.end = owner->rows.end;
  if (const Speaker person = Apposed(head, phrase, limits); person.kind != Speaker::Kind::kNone) return person;
  if (IsMedium(phrase) || (name != nullptr && name->medium && !page_.Is(head, kWordRole)))
    return {Speaker::Kind::kMedium, phrase, {}, name};
  if (name != nullptr && name->rows.begin <= phrase.begin && name->rows.end >= phrase.end)
    return {Speaker::Kind::kName, name->rows, {}, name};
  // A name that nobody knows: "пресс-секретарь президента Дворжак".
  Range unknown{phrase.end, phrase.end};
  while (unknown.begin > head + 1 && grammar.Upos(unknown.begin - 1) == LECTOR_UPOS_PROPN && page_.IsCapital(unknown.begin - 1) &&
         (grammar.Is(unknown.begin - 1, kFlatName) || ((grammar.IsAnimate(unknown.begin - 1) || unknown.size() > 0) &&
                                                       grammar.CanBe(unknown.begin - 1, grammar.Case(head)))) &&
         (unknown.size() > 0 || !grammar.Is(unknown.begin - 1, kNmod)))
    --unknown.begin;
  if (!unknown.empty() && unknown.begin > head + 1 && grammar.Is(unknown.begin, kFlatName) &&
      grammar.Head(unknown.begin) == unknown.begin - 1 && page_.IsCapital(unknown.begin - 1) &&
      grammar.Number(unknown.begin - 1) == LECTOR_NUMBER_PLUR)
    --unknown.begin;  // "Кайл" of "кайло"
  if (!unknown.empty() && page_.Is(head, kWordRole) && !IsBody(head) && !IsOwner(unknown, head)) {
    const Name* untyped = names_.At(unknown.begin);
    if (untyped == nullptr || untyped->type == NameType::kUnknown || untyped->type == NameType::kPerson) {
      Range title{phrase.begin, unknown.begin};
      while (!title.empty() && page_.Is(title.begin, kWordPossessive | kWordDeterminer)) ++title.begin;
      return {Speaker::Kind::kName, unknown, title, untyped};
    }
  }
  return {Speaker::Kind::kNoun, phrase, {}, name};
}

// "Мии", read as several women of the name Мия: it is the genitive of one.
bool SpeakerFinder::IsPluralGivenName(uint32_t row) const {
  const Grammar& grammar = page_.grammar();
  return grammar.Number(row) == LECTOR_NUMBER_PLUR && LECTOR_FEAT(grammar.Feats(row), NAMETYPE) == LECTOR_NAMETYPE_GIV;
}

// "секретарь | Ивана Лосева", "дети журналистки | Анны Рудь": whose they are, however the words may be read one by one.
bool SpeakerFinder::IsOwner(Range name, uint32_t head) const {
  const Grammar& grammar = page_.grammar();
  if (grammar.Case(head) != LECTOR_CASE_NOM) return false;
  uint32_t first = name.begin;  // on which the surname hangs
  while (grammar.Is(first, kFlatName) && grammar.Head(first) != Grammar::kNone && grammar.Head(first) < first)
    first = grammar.Head(first);
  if (first > head && IsPluralGivenName(first)) return true;
  // "Кайл Брин" is no plural: the dictionary lacks the name
  if (first <= head || grammar.Case(first) != LECTOR_CASE_GEN || grammar.Number(first) == LECTOR_NUMBER_PLUR) return false;
  if (!grammar.CanBe(first, LECTOR_CASE_NOM, LECTOR_NUMBER_SING)) return true;
  // "Петра Громова" may be a woman, unless the verb is a man's
  const uint32_t verb = grammar.Head(head);
  return page_.word(first).ends_with("а") && verb != Grammar::kNone && grammar.Gender(verb) != LECTOR_GENDER_FEM;
}

// "центризбирком": a body has no name beside it that is a person's.
bool SpeakerFinder::IsBody(uint32_t noun) const {
  const Grammar& grammar = page_.grammar();
  return page_.Is(noun, kWordGroup) && grammar.Upos(noun) == LECTOR_UPOS_NOUN && !grammar.IsAnimate(noun);
}

bool SpeakerFinder::CanSpeak(const Speaker& speaker) const {
  const Grammar& grammar = page_.grammar();
  if (speaker.mention.size() == 1 && !page_.input().english)  // "все указывает на то", "это говорит о том"
    for (const std::string_view thing : {"все", "всё", "Все", "Всё", "это", "Это", "то", "что"})
      if (page_.word(speaker.mention.begin) == thing && grammar.Number(speaker.mention.begin) != LECTOR_NUMBER_PLUR) return false;
  if (speaker.kind != Speaker::Kind::kNoun || !grammar.has_tree()) return true;
  const uint32_t head = HeadOf(page_, speaker.mention);
  const Hit* phrase = speaker.mention.begin > 0 ? page_.HitAt(speaker.mention.begin - 1) : nullptr;
  const bool of_source = phrase != nullptr && phrase->source;  // "ссылаясь на"
  const std::string_view before = speaker.mention.begin > 0 ? page_.word(speaker.mention.begin - 1) : std::string_view();
  if (!of_source && (before == "в" || before == "В" || before == "во" || before == "Во" || before == "на" || before == "На"))
    return true;  // "сообщили в центре"
  // "Результаты свидетельствуют": the capital of the sentence makes no name
  const bool opens = head != Grammar::kNone && grammar.Upos(head) == LECTOR_UPOS_PROPN && names_.At(head) == nullptr &&
                     page_.row(head).shape == LECTOR_SHAPE_TITLE && page_.SentenceOf(head).begin == head;
  if (head == Grammar::kNone || (grammar.Upos(head) != LECTOR_UPOS_NOUN && !opens) || grammar.IsAnimate(head)) return true;
  constexpr uint32_t kSpeaks = kWordRole | kWordGroup | kWordMedium | kWordDocument | kWordInstitution | kWordDeterminer;
  if (page_.Is(head, kSpeaks) || page_.row(head).shape == LECTOR_SHAPE_UPPER) return true;
  if (before == "согласно" || before == "Согласно") return names_.At(head) != nullptr;  // "согласно рейтингу ФИДЕ"
  if (grammar.Lemma(head).ends_with("ость")) return false;  // "ссылаясь на неосторожность МВД"
  return !names_.Inside(speaker.mention).empty() || names_.At(head) != nullptr;
}

// The person in apposition to a noun: "директор завода Иван Лосев", "автор работы, биолог Ника Рудь".
Speaker SpeakerFinder::Apposed(uint32_t head, Range phrase, Range limits) const {
  const Grammar& grammar = page_.grammar();
  const bool one = grammar.Upos(head) == LECTOR_UPOS_NUM || grammar.Upos(head) == LECTOR_UPOS_DET;  // "один из участников"
  if (page_.Is(head, kWordMedium) || IsBody(head) ||
      (!grammar.IsNoun(head) && !one && !page_.Is(head, kWordDeterminer | kWordRole)))
    return {};
  Range reach{head + 1, phrase.end};
  // The parser may have hung the name, or what stands before it, elsewhere.
  for (uint32_t i = phrase.end; i < std::min(limits.end, phrase.end + kMaxGap); ++i) {
    if (const Name* next = names_.At(i); next != nullptr && next->rows.begin == i && next->type == NameType::kPerson) {
      reach.end = std::min(next->rows.end, limits.end);
      break;
    }
    const bool goes_on = page_.IsWord(i) || page_.IsSign(i, Sign::kOpen) || page_.IsSign(i, Sign::kClose);
    if (!goes_on || grammar.IsVerb(i) || page_.HitAt(i) != nullptr || page_.Is(i, kWordConjunction | kWordRelative) ||
        grammar.IsPronoun(i) || grammar.Upos(i) == LECTOR_UPOS_ADV)
      break;
  }
  const Name *found = nullptr, *first = nullptr;  // "экономисты Иван Лосев и Ника Рудь": both
  for (const Name& person : names_.Inside(reach)) {
    const uint32_t row = person.rows.begin;
    if (found != nullptr && first == nullptr && grammar.Number(head) == LECTOR_NUMBER_PLUR &&
        grammar.Upos(row - 1) == LECTOR_UPOS_CCONJ && person.type == NameType::kPerson && found->rows.end + 1 == row) {
      first = found;
      found = &person;
      break;
    }
    if (person.type != NameType::kPerson || page_.Is(row - 1, kWordPreposition) || page_.IsSign(row - 1, Sign::kOpen)) continue;
    const bool apposed = grammar.Is(row, kAppos) || grammar.Is(row, kFlat) || grammar.Is(row, kFlatName);
    if (grammar.Is(row, kNmod) && grammar.Case(row) == 0) continue;  // "помощник Хиллари Клинтон"
    // "представитель партии Цвангираи": of what stands between
    if (person.rows.size() == 1 && row > head + 1 && grammar.Head(row) == row - 1 && grammar.IsNoun(row - 1) &&
        grammar.CanBe(row, LECTOR_CASE_GEN))
      continue;
    const uint32_t verb = grammar.Head(head);
    if (grammar.Is(row, kNmod) && verb != Grammar::kNone && grammar.IsFinite(verb) && names_.GenderOf(person.full) != 0 &&
        grammar.Gender(verb) != 0 && grammar.Gender(verb) != names_.GenderOf(person.full))
      continue;  // "помощник Хиллари Клинтон заявил"
    if (names_.IsOblique(person) && grammar.Case(head) == LECTOR_CASE_NOM) continue;  // "адвокат Маркива" of "Маркив"
    bool same = true, can_be = true;
    for (uint32_t i = row; i < person.rows.end; ++i) {
      if (i > row && grammar.Is(i, kFlatName) && grammar.Case(row) == LECTOR_CASE_NOM &&
          grammar.CanBe(row, LECTOR_CASE_NOM, LECTOR_NUMBER_SING))
        continue;  // surnames are misread for nouns
      same = same && (grammar.Case(i) == 0 || grammar.Case(i) == grammar.Case(head)) && !IsPluralGivenName(i);
      can_be = can_be && grammar.CanBe(i, grammar.Case(head), LECTOR_NUMBER_SING);
    }
    const bool last = person.rows.end >= phrase.end && page_.Is(head, kWordRole) && !grammar.Is(row, kNmod);
    if (same ? apposed || page_.Is(head, kWordRole) : can_be && (apposed || last)) found = &person;
  }
  if (first != nullptr) {
    Speaker speaker{Speaker::Kind::kName, first->rows, {phrase.begin, first->rows.begin}, first};
    speaker.second = found;
    return speaker;
  }
  if (found != nullptr) {
    Speaker speaker{Speaker::Kind::kName, found->rows, TitleBeforeByCase(page_, found->rows, phrase.begin), found};
    if (speaker.title.empty()) speaker.title = {phrase.begin, found->rows.begin};
    return speaker;
  }
  // Behind a comma or a dash; the case is that of the noun.
  const bool dash = page_.IsSign(phrase.end, Sign::kDash);  // "адвокат истца — Иван Лосев"
  if (!page_.IsSign(phrase.end, Sign::kComma) && !dash) return {};
  const uint32_t limit = std::min({limits.end, page_.SentenceOf(head).end, phrase.end + kMaxApposition});
  for (const Name& person : names_.Inside({phrase.end + 1, limit})) {
    if (person.type != NameType::kPerson) continue;
    const uint32_t row = person.rows.begin;
    const Range title = TitleBeforeByCase(page_, person.rows, phrase.end + 1);
    const uint32_t begin = title.empty() ? row : title.begin;
    if (begin != phrase.end + 1 || !(one || page_.Is(head, kWordRole | kWordDeterminer))) return {};
    if (grammar.Case(row) != 0 && grammar.Case(row) != grammar.Case(head)) return {};
    if (dash && begin != row && !page_.IsSign(person.rows.end, Sign::kDash))
      return {};  // "её мать — актриса Ника Рудь — сказала"
    if (!grammar.Under(begin, head) && !page_.IsSign(person.rows.end, Sign::kComma) &&
        !page_.IsSign(person.rows.end, Sign::kStop))
      return {};
    return {Speaker::Kind::kName, person.rows, title.empty() ? phrase : title, &person};
  }
  return {};
}

// A role that the parser broke off, with the name of the person beside the verb: "директор по закупкам, складам и перевозкам
// Иван Лосев сообщил"; the speaker as it is where no name closes the phrase.
Speaker SpeakerFinder::NamedAtVerb(const Speaker& speaker, uint32_t head, const Hit& cue, Range allowed) const {
  constexpr uint32_t kLongest = 32;
  const Grammar& grammar = page_.grammar();
  if (speaker.kind != Speaker::Kind::kNoun || !page_.Is(head, kWordRole) || grammar.Number(head) == LECTOR_NUMBER_PLUR ||
      page_.Is(head, kWordMedium) || IsBody(head))
    return speaker;
  const uint32_t verb = cue.rows.begin;
  const bool before = head < verb;
  const uint32_t begin = speaker.mention.end, limit = std::min(before ? verb : allowed.end, begin + kLongest);
  for (uint32_t i = begin; i < limit; ++i) {
    const Name* name = names_.At(i);
    if (name != nullptr && name->type == NameType::kPerson && name->rows.begin == i && name->rows.end <= limit &&
        page_.row(i).stretch == page_.row(head).stretch) {
      uint32_t next = name->rows.end;
      while (before && next < verb && (page_.Is(next, kWordAdverb) || grammar.Upos(next) == LECTOR_UPOS_ADV)) ++next;
      const bool closes = before ? next == verb || page_.IsSign(next, Sign::kComma)
                                 : page_.IsSign(next, Sign::kComma) || page_.IsSign(next, Sign::kStop) ||
                                       page_.IsSign(next, Sign::kDash) || next >= allowed.end;
      bool nominative = grammar.Case(i) <= LECTOR_CASE_NOM;
      for (uint32_t k = i; k < name->rows.end; ++k) nominative = nominative && grammar.CanBe(k, LECTOR_CASE_NOM);
      if (closes && nominative && !page_.Is(i - 1, kWordPreposition) && (before ? grammar.Agrees(i, verb) : true))
        return {Speaker::Kind::kName, name->rows, {speaker.mention.begin, i}, name};
    }
    const bool word = page_.IsWord(i) || page_.IsSign(i, Sign::kNumber) || page_.IsSign(i, Sign::kComma) ||
                      page_.IsSign(i, Sign::kOpen) || page_.IsSign(i, Sign::kClose) || page_.IsSign(i, Sign::kMark);
    const Hit* hit = page_.HitAt(i);
    const bool setting = page_.Is(i, kWordPreposition) && page_.Is(i + 1, kWordSetting);  // "сказал врач в ходе беседы с"
    if (!word || setting || grammar.IsFinite(i) || page_.Is(i, kWordRelative | kWordThat) || (hit != nullptr && !hit->source))
      break;
  }
  return speaker;
}

}  // namespace lector::quotes
