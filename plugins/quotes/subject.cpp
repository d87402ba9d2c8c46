// The subject of a cue by the tree: nominative, in agreement with its verb; of a gerund, of a second verb or of a
// participle that of the word it hangs on; of an impersonal verb the place, "в Минфине сообщили".
#include <algorithm>

#include "phrase.h"
#include "speaker.h"

namespace lector::quotes {
namespace {

constexpr uint8_t kSubject = RelationOf("nsubj"), kPassive = RelationOf("nsubj:pass"), kConj = RelationOf("conj"),
                  kAdvcl = RelationOf("advcl"), kXcomp = RelationOf("xcomp"), kAcl = RelationOf("acl"),
                  kRelcl = RelationOf("acl:relcl"), kOblique = RelationOf("obl"), kCase = RelationOf("case"),
                  kCop = RelationOf("cop"), kAppos = RelationOf("appos"), kFlat = RelationOf("flat"),
                  kFlatName = RelationOf("flat:name"), kNummodGov = RelationOf("nummod:gov"), kNmod = RelationOf("nmod");
constexpr int kMaxClimb = 6;
constexpr uint32_t kMaxGap = 10;         // rows between a title that broke off and its name
constexpr uint32_t kMaxApposition = 24;  // rows behind a comma that may hold the person in apposition
constexpr uint32_t kMaxPlaces = 40;      // rows on each side of the verb that are looked over for the place

uint32_t VerbOf(const Page& page, const Hit& cue) {
  for (uint32_t i = cue.rows.begin; i < cue.rows.end; ++i)
    if (page.grammar().IsVerb(i)) return i;
  return cue.rows.begin;
}

bool SamePlace(const Page& page, uint32_t a, uint32_t b) {
  const int32_t s = page.row(a).stretch;
  if (s == page.row(b).stretch) return true;
  return s >= 0 && page.CountWords(page.stretches()[static_cast<size_t>(s)].Inside()) <= 5;  // a name in marks
}

}  // namespace

// The verb beside a converb: of several that share a subject or follow each other the last one before it.
uint32_t SpeakerFinder::VerbBeside(uint32_t converb) const {
  constexpr uint32_t kBack = 40;
  const Grammar& grammar = page_.grammar();
  const uint32_t head = grammar.Head(converb);
  if (head == Grammar::kNone || head > converb) return head;
  for (uint32_t i = converb; i-- > std::max(head + 1, converb - std::min(converb, kBack));)
    if (grammar.IsFinite(i) && grammar.Is(i, kConj) && grammar.Under(i, head) && SamePlace(page_, i, converb)) return i;
  return head;
}

// "Корреа заявил", "Андреа рассказал": the gender of a name that the dictionary lacks is a guess, its place in the tree is not.
bool SpeakerFinder::IsForeignSubject(uint32_t row, uint32_t verb) const {
  const Grammar& grammar = page_.grammar();
  const bool nominative = grammar.Case(row) == LECTOR_CASE_NOM || grammar.Case(row) == 0;
  if (grammar.Upos(row) != LECTOR_UPOS_PROPN || !nominative || grammar.Number(row) != grammar.Number(verb)) return false;
  const Name* name = names_.At(row);
  if (name == nullptr || name->type != NameType::kPerson || name->rows.begin != row) return false;
  // "помощник Хиллари Клинтон заявил"
  return row == 0 || !grammar.IsNoun(row - 1) || !grammar.IsAnimate(row - 1) || !grammar.Agrees(row - 1, verb);
}

uint32_t SpeakerFinder::SubjectOf(uint32_t verb, Range allowed) const {
  const Grammar& grammar = page_.grammar();
  const uint32_t cue = verb;
  const bool converb = grammar.IsForm(cue, LECTOR_VERBFORM_CONV);  // of whoever speaks, wherever the parser has hung it
  bool astray = converb;  // the cue hangs on what is reported, or in a clause without a subject: whoever agrees with it
  for (int climb = 0; climb < kMaxClimb; ++climb) {
    for (const uint8_t relation : {kSubject, kPassive}) {
      const uint32_t row = grammar.Dependent(verb, relation);
      if (row == Grammar::kNone) continue;
      // "два источника", "ряд экспертов": the number is not that of the noun.
      const uint32_t many = grammar.Dependent(row, kNmod);
      const bool counted = grammar.Dependent(row, kNummodGov) != Grammar::kNone ||
                           (many != Grammar::kNone && grammar.Number(many) == LECTOR_NUMBER_PLUR &&
                            grammar.Case(many) == LECTOR_CASE_GEN && !grammar.IsAnimate(row));
      const bool other = verb != cue && grammar.IsFinite(cue) && !grammar.Agrees(row, cue);
      astray = astray || other;
      const Name* name = names_.At(row);  // cases of foreign surnames are guesses
      const bool person = name != nullptr && name->type == NameType::kPerson && grammar.Agrees(row, verb);
      const bool fits = !other && (counted || person || !page_.IsWord(row) || grammar.CanBeSubject(row, verb) ||
                                   (verb == cue && IsForeignSubject(row, verb)) ||
                                   (verb == cue && page_.row(row).shape == LECTOR_SHAPE_UPPER &&  // cases of "ИГ" are guesses
                                    grammar.Number(verb) == LECTOR_NUMBER_SING));
      if (converb && !CanSpeak(AtNoun(row, allowed))) continue;
      if (fits && allowed.Contains(row) && SamePlace(page_, row, cue)) return row;
      if (fits && climb > 0) return Grammar::kNone;
    }
    const uint32_t head = climb == 0 && converb ? VerbBeside(verb) : grammar.Head(verb);
    if (head == Grammar::kNone) return Grammar::kNone;
    if (grammar.Is(verb, kAcl) && !astray && grammar.IsNoun(head) && allowed.Contains(head)) return head;
    astray = astray || grammar.Is(verb, kRelcl);  // "разослала сообщение, в котором уведомила"
    if (!astray && !grammar.Is(verb, kConj) && !grammar.Is(verb, kAdvcl) && !grammar.Is(verb, kXcomp) && !grammar.Is(verb, kCop))
      return Grammar::kNone;
    verb = head;
  }
  return Grammar::kNone;
}

Speaker SpeakerFinder::AtNoun(uint32_t head, Range limits) const {
  const Grammar& grammar = page_.grammar();
  if (grammar.IsForm(head, LECTOR_VERBFORM_PART) && head + 1 < limits.end && grammar.IsNoun(head + 1) &&
      grammar.Case(head + 1) == grammar.Case(head) && grammar.Number(head + 1) == grammar.Number(head) &&
      names_.At(head + 1) == nullptr)
    ++head;  // "присутствовавшие врачи"
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
  if (!unknown.empty() && page_.Is(head, kWordRole) && !IsBody(head)) {
    const Name* untyped = names_.At(unknown.begin);
    if (untyped == nullptr || untyped->type == NameType::kUnknown || untyped->type == NameType::kPerson) {
      Range title{phrase.begin, unknown.begin};
      while (!title.empty() && page_.Is(title.begin, kWordPossessive | kWordDeterminer)) ++title.begin;
      return {Speaker::Kind::kName, unknown, title, untyped};
    }
  }
  return {Speaker::Kind::kNoun, phrase, {}, name};
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
  if (head == Grammar::kNone || grammar.Upos(head) != LECTOR_UPOS_NOUN || grammar.IsAnimate(head)) return true;
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
      same = same && (grammar.Case(i) == 0 || grammar.Case(i) == grammar.Case(head));
      can_be = can_be && grammar.CanBe(i, grammar.Case(head));
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

// "В Минфине сообщили", "сообщили в пресс-службе"
Speaker SpeakerFinder::Place(uint32_t verb, uint32_t cue_types, Range allowed) const {
  const Grammar& grammar = page_.grammar();
  const uint32_t begin = std::max(allowed.begin, verb - std::min(verb, kMaxPlaces));
  const uint32_t end = std::min(allowed.end, verb + kMaxPlaces);
  for (uint32_t i = begin; i < end; ++i) {
    if ((!grammar.Is(i, kOblique) && !grammar.Is(i, kNmod)) || grammar.Head(i) != verb || page_.Is(i, kWordSetting)) continue;
    if (page_.row(i).stretch != page_.row(verb).stretch) continue;
    const uint32_t preposition = grammar.Dependent(i, kCase);
    if (preposition == Grammar::kNone || preposition > i || grammar.Case(i) != LECTOR_CASE_LOC) continue;
    if (page_.Is(i, kWordRelative)) continue;  // "заявление, в котором говорится": the words of whoever made it
    if (page_.row(i).sign == Sign::kWord && grammar.IsPronoun(i)) {  // "в нем говорится"
      if ((cue_types & kCuePassive) != 0 && !page_.Is(i, kWordRelative))
        return {Speaker::Kind::kPronoun, {i, i + 1}, {}, nullptr};
      continue;
    }
    const std::string_view word = page_.word(preposition);
    if (word != "в" && word != "во" && word != "на" && word != "В" && word != "Во" && word != "На") continue;
    if (grammar.Lemma(preposition + 1) == "свой") continue;  // "в своём посте обещал": of whoever does
    if (page_.Is(i, kWordDocument)) {
      const Range phrase = PhraseOf(page_, i, {preposition + 1, allowed.end});
      const bool medium = phrase.end > i + 1 && IsMedium({i + 1, phrase.end});  // "на сайте Example.com"
      return {medium ? Speaker::Kind::kMedium : Speaker::Kind::kNoun, phrase, {}, nullptr};
    }
    const Speaker speaker = AtNoun(i, {preposition + 1, allowed.end});
    if (speaker.kind == Speaker::Kind::kNoun || speaker.kind == Speaker::Kind::kName || speaker.kind == Speaker::Kind::kMedium)
      return speaker;
  }
  // "в компании подтвердили арест и подчеркнули": the place stands beside the first verb.
  const uint32_t first = grammar.Head(verb);
  if (grammar.Is(verb, kConj) && first != Grammar::kNone && first < verb && grammar.IsFinite(first) &&
      grammar.SameForm(first, verb))
    return Place(first, cue_types, allowed);
  return {};
}

// «распространила заявление, в котором говорится»: whoever made it.
Speaker SpeakerFinder::Issuer(uint32_t verb, Range allowed) const {
  const Grammar& grammar = page_.grammar();
  const uint32_t document = grammar.Is(verb, kRelcl) ? grammar.Head(verb) : Grammar::kNone;
  if (document == Grammar::kNone || !allowed.Contains(document) || !page_.Is(document, kWordDocument)) return {};
  const Range phrase = PhraseOf(page_, document, {allowed.begin, verb});
  bool owned = false;  // "заявление МВД", but not "сообщение для печати"
  for (uint32_t i = document + 1; i < phrase.end; ++i)
    owned = owned || names_.At(i) != nullptr || (page_.Is(i, kWordRole | kWordInstitution) && grammar.Case(i) == LECTOR_CASE_GEN);
  if (owned) return {Speaker::Kind::kNoun, phrase, {}, nullptr};
  const uint32_t made = grammar.Head(document);
  const uint32_t subject = made == Grammar::kNone || !grammar.IsFinite(made) ? Grammar::kNone : SubjectOf(made, allowed);
  if (subject == Grammar::kNone || subject == document) return {};
  const Speaker speaker = AtNoun(subject, allowed);
  return CanSpeak(speaker) ? speaker : Speaker{};
}

// «цитирует агентство Лосева», «приводит слова Лосева»: the object speaks.
Speaker SpeakerFinder::Relayed(const Hit& cue, Range allowed) const {
  const Grammar& grammar = page_.grammar();
  const uint32_t limit = ClauseEnd(cue.rows.end, allowed.end);
  // "цитирует его ведомство": him rather than his
  if (const uint32_t his = cue.rows.end; his + 1 < limit && cue.rows.size() == 1 && page_.Is(his, kWordPossessive) &&
                                         grammar.IsNoun(his + 1) && grammar.CanBe(his + 1, LECTOR_CASE_NOM) &&
                                         (page_.Is(his + 1, kWordMedium | kWordInstitution | kWordGroup) || names_.At(his + 1) != nullptr))
    return {Speaker::Kind::kPronoun, {his, his + 1}, {}, nullptr};
  for (uint32_t i = cue.rows.end; i < limit; ++i) {
    const bool object = grammar.Case(i) == LECTOR_CASE_ACC || grammar.Case(i) == LECTOR_CASE_GEN;
    // "цитирует спасённого портал": a participle that stands for a person
    const bool alone =
        (grammar.IsAdjective(i) || grammar.IsForm(i, LECTOR_VERBFORM_PART)) &&
        (grammar.Head(i) == VerbOf(page_, cue) || (i == cue.rows.end && page_.Is(i, kWordRole)));
    if (!object || !(alone || ((grammar.IsNoun(i) || grammar.IsPronoun(i)) &&
                               (grammar.IsAnimate(i) || (page_.Is(i, kWordGroup) && !page_.Is(i, kWordMedium))))))
      continue;
    if (i > 0 && grammar.Upos(i - 1) == LECTOR_UPOS_ADP) continue;
    const Speaker speaker = AtNoun(i, {i, limit});
    if (speaker.kind == Speaker::Kind::kName && speaker.name != nullptr && speaker.name->type != NameType::kPerson) continue;
    if (speaker.kind != Speaker::Kind::kNone && speaker.kind != Speaker::Kind::kMedium) return speaker;
  }
  return {};
}

// «Лосев молчал, однако его друг, пожелавший остаться неназванным, рассказал»: a person in the nominative between the
// subject that the tree gives and the verb, with no verb of their own, though the parser has hung them elsewhere; kNone: none.
uint32_t SpeakerFinder::MisplacedSubject(uint32_t row, uint32_t verb, Range allowed) const {
  constexpr uint32_t kBack = 24;
  const Grammar& grammar = page_.grammar();
  const uint32_t limit = std::max({row + 1, allowed.begin, verb - std::min(verb, kBack)});
  for (uint32_t i = verb; i-- > limit;) {
    if (grammar.IsFinite(i) || grammar.Is(i, RelationOf("mark"))) break;
    if (!grammar.Is(i, kSubject) || !grammar.IsNoun(i) || grammar.Case(i) != LECTOR_CASE_NOM || !grammar.IsAnimate(i)) continue;
    const Name* name = names_.At(i);
    const bool person = page_.Is(i, kWordRole) || (name != nullptr && name->type == NameType::kPerson && name->rows.begin == i);
    if (person && grammar.Agrees(i, verb) && SamePlace(page_, i, verb)) return i;
  }
  return Grammar::kNone;
}

// «Премьер заявил, что …, а глава МИД отметил»: whether a subject before a verb has a finite verb of its own between, and the
// verb stands behind "а" or "тогда как".
bool SpeakerFinder::OfClauseBefore(uint32_t row, uint32_t verb) const {
  constexpr uint32_t kBack = 24;
  bool finite = false;
  for (uint32_t i = verb; i-- > std::max(row + 1, verb - std::min(verb, kBack));) {
    if (page_.IsSign(i - 1, Sign::kComma) && OpensOpposite(page_, i)) {
      for (uint32_t k = row + 1; k < i && !finite; ++k) finite = page_.grammar().IsFinite(k);
      return finite;
    }
    if (page_.grammar().IsFinite(i)) return false;
  }
  return false;
}

// The nearest cue before a verb that a conjunction joins, in the same form as the verb; kNone: none.
uint32_t SpeakerFinder::EarlierCue(uint32_t verb, Range allowed) const {
  const Grammar& grammar = page_.grammar();
  uint32_t joined = verb;
  while (joined > allowed.begin && verb - joined < 3 && grammar.Upos(joined) != LECTOR_UPOS_CCONJ) --joined;
  if (grammar.Upos(joined) != LECTOR_UPOS_CCONJ || !grammar.IsFinite(verb)) return Grammar::kNone;
  const std::span<const Hit> hits = page_.Hits({allowed.begin, joined});
  for (size_t i = hits.size(); i-- > 0;) {
    const uint32_t other = VerbOf(page_, hits[i]);
    if (!hits[i].source && (hits[i].cue->types & kCueDecline) == 0 && grammar.IsFinite(other) && grammar.SameForm(other, verb) && SamePlace(page_, other, verb))
      return other;
  }
  return Grammar::kNone;
}

Speaker SpeakerFinder::ByGrammar(const Hit& cue, Range allowed) const {
  const Grammar& grammar = page_.grammar();
  const uint32_t verb = VerbOf(page_, cue);
  if ((cue.cue->types & kCueRelay) != 0)
    if (const Speaker speaker = Relayed(cue, allowed); speaker.kind != Speaker::Kind::kNone)
      return Found(speaker, "object of a relaying verb");
  const bool relative = (cue.cue->types & kCuePassive) != 0 && grammar.Is(verb, kRelcl);
  const uint32_t row = relative ? Grammar::kNone : SubjectOf(verb, allowed);
  if (row != Grammar::kNone && ((grammar.Head(row) != verb && grammar.Is(verb, kConj)) || OfClauseBefore(row, verb)))
    if (const uint32_t own = MisplacedSubject(row, verb, allowed); own != Grammar::kNone)
      return Found(AtNoun(own, allowed), "subject hung elsewhere");
  if (row == Grammar::kNone)  // "напомнил, что …, и попросил": hung on a verb of what is reported
    for (uint32_t other = EarlierCue(verb, allowed); other != Grammar::kNone; other = EarlierCue(other, allowed))
      if (const uint32_t above = SubjectOf(other, allowed); above != Grammar::kNone)
        return Found(AtNoun(above, allowed), "subject of the cue before");
  if (row != Grammar::kNone)
    return Found(NamedAtVerb(AtNoun(row, allowed), row, cue, allowed),
                 grammar.Head(row) == verb ? "subject" : "subject of the clause above");
  const bool passive = (cue.cue->types & kCuePassive) != 0;
  if (passive)
    if (const Speaker issuer = Issuer(verb, allowed); issuer.kind != Speaker::Kind::kNone)
      return Found(issuer, "issuer of the document");
  const bool impersonal = grammar.Number(verb) == LECTOR_NUMBER_PLUR && (cue.cue->types & kCueGerund) == 0;
  return passive || impersonal ? Found(Place(verb, cue.cue->types, allowed), "place of an impersonal verb") : Speaker{};
}

}  // namespace lector::quotes
