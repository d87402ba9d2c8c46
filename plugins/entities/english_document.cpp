// What an English document as a whole says of its names.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "english.h"
#include "evidence.h"
#include "letters.h"

namespace lector::entities {
namespace {

constexpr float kSure = 2.5f;
constexpr float kEcho = 3.0f;
constexpr uint32_t kMaxWords = 8;

class Judge {
 public:
  explicit Judge(EnglishReading& english)
      : e_(english), reading_(english.reading), words_(english.words()), all_(reading_.candidates) {}

  void Run() {
    Works();
    JoinLists();
    Teams();
    Surnames();
    Collect();
    for (Candidate& candidate : all_) {
      words_.view().Tick();
      Adopt(candidate);
    }
    for (const Candidate& candidate : all_)
      if (candidate.score[candidate.best()] < kAccepted)
        for (uint32_t row = candidate.first; row <= candidate.last; ++row) reading_.taken[row] = false;
    std::erase_if(all_, [](const Candidate& candidate) { return candidate.score[candidate.best()] < kAccepted; });
    Echo();
    std::sort(all_.begin(), all_.end(), [](const Candidate& a, const Candidate& b) { return a.first < b.first; });
  }

 private:
  struct Known {
    Type type = kPerson;
    float score = 0;
    FinerType finer;
    const Gazetteer::Place* place = nullptr;
  };
  using Names = std::unordered_map<std::string, Known>;

  std::string Key(uint32_t first, uint32_t last) const {
    std::string key;
    for (uint32_t row = first; row <= last; ++row) {
      if (!key.empty()) key += ' ';
      key += words_[row].word() ? words_[row].folded : words_.text(row);
    }
    return key;
  }

  // "the novel | “Normal People”": words with a capital alone in quotation marks are the name of a work.
  void Works() {
    for (Candidate& candidate : all_)
      if (!candidate.pattern && candidate.place == nullptr && candidate.best() != kPerson && InTitle(candidate))
        candidate.score[kOrganization] -= 3.0f, candidate.score[kLocation] -= 3.0f;
  }
  bool InTitle(const Candidate& candidate) const {
    constexpr uint32_t kLongest = 6;
    const auto of_title = [&](uint32_t row) {
      return words_[row].word() && words_[row].glued && (words_[row].capital() || words_[row].is(kFunction | kPreposition));
    };
    const auto quote = [&](uint32_t row) { return row < words_.size() && words_[row].kind == LECTOR_TOKEN_QUOTE; };
    uint32_t first = candidate.first, end = candidate.last + 1;
    while (first > 0 && candidate.first - first < kLongest && of_title(first - 1)) --first;
    while (end - candidate.last <= kLongest && e_.Glued(end) && of_title(end)) ++end;
    if (first == 0 || !quote(first - 1) || end - first < 2) return false;
    return quote(end) || ((e_.text(end) == "," || e_.text(end) == ".") && quote(end + 1));
  }

  // "Toyota and | Sony", "KKR, | Carlyle and Apollo": what is listed is of one kind.
  void JoinLists() {
    for (size_t i = 0; i + 1 < all_.size(); ++i) {
      const uint32_t link = all_[i].last + 1;
      if (all_[i + 1].first != link + 1 || !e_.Glued(link) || !e_.Glued(link + 1)) continue;
      const std::string_view text = words_.text(link);
      if (text != "and" && text != "or" && text != ",") continue;
      for (const auto& [from, to] : {std::pair{i, i + 1}, std::pair{i + 1, i}}) {
        const Type type = all_[from].best();
        if (all_[from].form != LECTOR_FORM_NAME || all_[from].score[type] < kSure || (text == "," && type == kPerson)) continue;
        if (text == "," && all_[from].place != nullptr) continue;
        Candidate& other = all_[to];
        if (other.pattern || other.score[other.best()] >= kSure) continue;
        other.score[type] += text == "," ? 0.5f : 1.5f;
      }
    }
  }

  // "Mateus Ferraz", and "Ferraz" elsewhere: so is a person named.
  void Surnames() {
    constexpr float kNamedAgain = 1.2f;
    std::unordered_set<std::string_view> lone;
    for (const Candidate& candidate : all_)
      if (candidate.first == candidate.last && !candidate.pattern && candidate.place == nullptr)
        lone.insert(words_[candidate.first].folded);
    for (Candidate& candidate : all_)
      if (candidate.first < candidate.last && candidate.best() == kPerson && !candidate.pattern &&
          !e_.is(candidate.last, kEnHead | kEnPlaceHead) && lone.contains(words_[candidate.last].folded))
        candidate.score[kPerson] += kNamedAgain;
  }

  // In news of sport a city that plays is its team.
  void Teams() {
    uint32_t sport = 0, count = 0;
    for (uint32_t row = 0; row < words_.size(); ++row) {
      sport += words_[row].lower() && e_.is(row, kEnSport);
      count += words_[row].word();
      const bool score = e_.text(row) == "-" && row > 0 && row + 1 < words_.size() && e_.Attached(row) &&
                         words_[row - 1].kind == LECTOR_TOKEN_NUMBER && words_[row + 1].kind == LECTOR_TOKEN_NUMBER;
      sport += score ? 2 : 0;  // "3-0"
    }
    for (const Candidate& candidate : all_) sport += candidate.finer == "club" && candidate.best() == kOrganization;
    if (sport < 3 || sport * 100 < count) return;
    std::unordered_map<std::string, int> plays;
    for (const Candidate& candidate : all_)
      if (candidate.best() == kLocation && IsTown(candidate) && Plays(candidate)) ++plays[Key(candidate.first, candidate.last)];
    for (Candidate& candidate : all_)  // a club that is also a word: "Spurs"
      if (candidate.finer == "club" && candidate.best() == kOrganization)
        candidate.score[kOrganization] = std::max(candidate.score[kOrganization], kSure);
    for (Candidate& candidate : all_) {  // "at | Anfield"
      if (candidate.pattern || candidate.first == 0 || candidate.best() != kOrganization || !words_[candidate.first].glued)
        continue;
      if (words_.text(candidate.first - 1) == "at" &&
          (candidate.score[kOrganization] < kSure || e_.is(candidate.last, kEnPlaceHead)))
        candidate.score[kLocation] = candidate.score[kOrganization] + 0.5f;
    }
    for (Candidate& candidate : all_) {
      if (candidate.best() != kLocation || !plays.contains(Key(candidate.first, candidate.last))) continue;
      if (StandsAtPlace(candidate)) continue;
      candidate.score[kOrganization] = candidate.score[kLocation] + 1.0f;
      candidate.finer = "club";
      candidate.place = nullptr;
      candidate.pattern = true;
    }
  }
  // A city, or a state, which its university plays for: "Kansas | beat Duke".
  bool IsTown(const Candidate& candidate) const {
    if (candidate.place == nullptr) return candidate.finer != "country" && candidate.finer != "facility";
    const EnglishReading::Hit known = e_.KnownAt(candidate.first);  // "Georgia", which is a country, too
    return candidate.place->type == "city" || candidate.place->type == "region" ||
           (known.name != nullptr && known.name->finer == "region" && known.last == candidate.last);
  }
  bool StandsAtPlace(const Candidate& candidate) const {
    if (candidate.first == 0 || !words_[candidate.first].glued) return false;
    const std::string_view before = words_.text(candidate.first - 1);
    return before == "in" || before == "near" || before == "from" || before == "around" || before == "outside";
  }
  bool Plays(const Candidate& candidate) const {
    const uint32_t after = candidate.last + 1;
    if (e_.Glued(after)) {
      if (words_[after].kind == LECTOR_TOKEN_NUMBER) return true;
      const bool head_coach = words_[after].folded == "head" && e_.Glued(after + 1) && words_[after + 1].folded == "coach";
      const std::string_view word = words_[head_coach ? after + 1 : after].folded;
      if (word == "are" || word == "were" || word == "have") return true;  // several: the players
      for (const char* verb :
           {"beat",       "lost",   "drew",    "won",     "face",    "host",    "play",    "scored",     "conceded",
            "thrashed",   "travel", "came",    "manager", "coach",   "boss",    "striker", "midfielder", "defender",
            "goalkeeper", "fans",   "captain", "winger",  "forward", "remain",  "stay",    "visit",      "beats",
            "plays",      "hosts",  "visits",  "faces",   "edged",   "routed",  "topped",  "defeated",   "upset",
            "travels",    "led",    "rallied", "trailed", "signed",  "outshot", "edge",    "outscored",
            "fired",      "hired",  "meet",    "meets",   "stunned", "crushed", "blanked", "swept",      "go",
            "goes",       "sank",   "overcame", "sit",    "sits",    "climbed",    "slipped", "dropped",
            "moved",      "finished", "remained", "sacked", "appointed", "needed", "suffered", "secured"})
        if (word == verb) return true;
    }
    if (candidate.first == 0 || !words_[candidate.first].glued) return false;
    const std::string_view before = words_[candidate.first - 1].folded;
    if (before == "at" && candidate.first > 1 && words_[candidate.first - 1].glued)  // "plays at | LSU"
      for (const char* verb : {"play", "plays", "played", "lost", "won", "drew"})
        if (words_[candidate.first - 2].folded == verb) return true;
    if (before == "by" && candidate.first > 1 && words_[candidate.first - 1].glued)  // "a 2-1 defeat by | Chelsea"
      for (const char* noun : {"defeat", "loss", "beaten", "win", "draw", "held"})
        if (words_[candidate.first - 2].folded == noun) return true;
    for (const char* verb :
         {"above", "below", "behind",  "beat",   "beats", "beating", "face",   "faces", "against", "thrashed", "defeated", "over",
          "hosts", "host",  "visit",   "visits", "drew",  "edged",   "routed",   "upset",    "topped"})
      if (before == verb) return true;
    return words_[candidate.first - 1].kind == LECTOR_TOKEN_NUMBER;
  }

  // ---- names that are sure, and their short forms ----

  void Learn(Names& names, std::string key, const Candidate& candidate, float share) const {
    Known& known = names[std::move(key)];
    const Type type = candidate.best();
    const float score = candidate.score[type] * share;
    if (score <= known.score) return;
    known = {type, score, candidate.finer, candidate.place};
  }

  void Collect() {
    for (const Candidate& candidate : all_) {
      const Type type = candidate.best();
      if (candidate.score[type] < kSure || candidate.form != LECTOR_FORM_NAME) continue;
      if (candidate.last - candidate.first < kMaxWords) Learn(full_, Key(candidate.first, candidate.last), candidate, 1.0f);
      if (candidate.first == candidate.last) continue;
      if (type == kPerson) {
        uint32_t last = candidate.last;
        while (last > candidate.first && (!words_[last].word() || e_.is(last, kEnSuffix))) --last;
        if (last == candidate.first) continue;
        uint32_t surname = last;
        while (surname - 1 > candidate.first && words_[surname - 1].lower()) --surname;
        if (surname != last) Learn(short_, Key(surname, last), candidate, 1.0f);
        Learn(short_, Key(last, last), candidate, 1.0f);
        if (!words_[candidate.first].initial && words_[candidate.first].word())
          Learn(given_, Key(candidate.first, candidate.first), candidate, 0.8f);
      } else if (type == kOrganization) {
        LearnShort(candidate);
      }
    }
  }

  // "Tarang Steel", then "Tarang"; "Hart & Sons", "Norwich City", then "Norwich".
  void LearnShort(const Candidate& candidate) {
    uint32_t last = candidate.last;
    while (last > candidate.first && (!words_[last].word() || e_.is(last, kEnLegal))) --last;
    if (words_[last].possessive && last != candidate.last) return;
    if (last != candidate.last && last > candidate.first) Learn(short_, Key(candidate.first, last), candidate, 1.0f);
    const bool headed = e_.is(last, kEnHead | kEnPlaceHead);
    if (last > candidate.first + 1 && headed && words_[last - 1].word() && words_[last - 1].capital())
      Learn(short_, Key(candidate.first, last - 1), candidate, 0.9f);
    const uint32_t first = candidate.first;
    if (candidate.finer == "club" && last == first + 1 && words_[last].title()) Learn(short_, Key(last, last), candidate, 0.9f);
    if (e_.is(first, kEnDemonym | kEnHeadOf | kEnGiven | kEnRole | kEnPlaceFirst) || CodePoints(words_[first].folded) < 3) return;
    if (words_[first].is(kFunction) || (e_.usual[first] && !headed)) return;
    const bool place = e_.PlaceAt(first).length > 0 || IsKnownPlace(first);
    if (place) {
      if (candidate.finer == "club" && last == first + 1) Learn(teams_, Key(first, first), candidate, 1.0f);
      return;
    }
    Learn(short_, Key(first, first), candidate, e_.usual[first] ? 0.8f : 0.9f);
  }

  // "Norwich", where "Norwich City" is known as well.
  bool IsKnownPlace(uint32_t row) const {
    const std::vector<EnglishName>* names = e_.lexicon.NamesAt(EnglishLexicon::Beginning(e_.text(row)));
    return names != nullptr && std::any_of(names->begin(), names->end(), [&](const EnglishName& name) {
             return name.type == kLocation && name.text == e_.text(row);
           });
  }

  // A name that is not sure by itself takes the type that it has elsewhere.
  void Adopt(Candidate& candidate) const {
    if (candidate.form != LECTOR_FORM_NAME) return;
    if (candidate.first == candidate.last && candidate.score[candidate.best()] < kAccepted && !MayOpen(candidate.first)) return;
    if (candidate.pattern && candidate.score[candidate.best()] > 3.0f && candidate.first != candidate.last) return;
    const std::string key = Key(candidate.first, candidate.last);
    const bool lone = candidate.first == candidate.last;
    const bool place = candidate.best() == kLocation && candidate.score[kLocation] >= 3.0f;
    if (const auto surname = short_.find(key); surname != short_.end() && surname->second.type == kPerson) {
      if (lone && !StandsAtPlace(candidate) &&
          !(candidate.pattern && !place && candidate.score[kOrganization] > 4.0f && e_.is(candidate.first, kEnGiven)))
        return Set(candidate, surname->second);
    }
    const bool dateline = candidate.pattern && candidate.best() == kLocation;
    if (const auto team = teams_.find(key); team != teams_.end() && !StandsAtPlace(candidate) && !dateline)
      return Set(candidate, team->second);
    if (candidate.place != nullptr || candidate.pattern) return;
    if (const auto full = full_.find(key); full != full_.end()) {
      if (full->second.type != candidate.best() || full->second.score > candidate.score[candidate.best()])
        Set(candidate, full->second);
      return;
    }
    if (candidate.score[candidate.best()] >= kSure) return;
    for (const Names* names : {&short_, &given_})
      if (const auto known = names->find(key); known != names->end()) return Set(candidate, known->second);
  }
  static void Set(Candidate& candidate, const Known& known) {
    if (candidate.best() != known.type) candidate.finer = {}, candidate.place = nullptr;
    if (candidate.finer.empty()) candidate.finer = known.finer;
    candidate.score[known.type] = std::max(candidate.score[candidate.best()] + 0.5f, std::min(known.score, kEcho));
    if (known.place != nullptr) candidate.place = known.place;
  }

  // ---- places that no run found: opening words, headlines ----

  void Echo() {
    for (uint32_t row = 0; row < words_.size();) {
      words_.view().Tick();
      if (reading_.taken[row] || !words_[row].word() || words_[row].lower()) {
        ++row;
        continue;
      }
      uint32_t last = 0;
      const Known* known = LongestAt(row, last);
      if (known == nullptr) {
        ++row;
        continue;
      }
      Candidate echo;
      echo.first = echo.phrase_first = row;
      echo.last = echo.phrase_last = last;
      echo.score[known->type] = kEcho;
      echo.finer = known->finer;
      echo.place = known->place;
      reading_.Take(std::move(echo));
      row = last + 1;
    }
  }
  const Known* LongestAt(uint32_t row, uint32_t& last) const {
    std::string key;
    const Known* best = nullptr;
    for (uint32_t at = row; at < row + kMaxWords && at < words_.size() && !reading_.taken[at] && (at == row || e_.Glued(at));
         ++at) {
      if (at > row) key += ' ';
      key += words_[at].word() ? words_[at].folded : words_.text(at);
      if (!words_[at].word() || words_[at].lower()) continue;
      const Known* here = nullptr;
      for (const Names* names : {&full_, &short_, &given_}) {
        const auto known = names->find(key);
        if (known == names->end() || here != nullptr) continue;
        if (names != &full_ && at == row && !MayStandAlone(row)) continue;
        if (names == &full_ && at == row && !words_[row].caps && !MayStandAlone(row)) continue;
        here = &known->second;
      }
      if (here != nullptr) best = here, last = at;
    }
    return best;
  }
  bool MayStandAlone(uint32_t row) const {
    if (words_[row].is(kFunction | kPreposition | kCalendar)) return false;
    if (e_.Glued(row + 1) && words_[row + 1].word() && words_[row + 1].title() && !words_[row].caps) return false;
    return MayOpen(row) && !(words_[row].opens && e_.usual[row] && words_.SeenLower(words_[row].folded));
  }
  // A word of the language opens a sentence: a name only where it acts, "Next said", but not "Next week".
  bool MayOpen(uint32_t row) const {
    if (!words_[row].opens || !e_.usual[row] || words_[row].upper() || words_[row].possessive || words_[row].caps) return true;
    const uint32_t next = row + 1;
    if (!e_.Glued(next) || !words_[next].word()) return true;
    if (!words_[next].lower()) return false;
    if (words_[next].is(kSpeech) || e_.is(next, kEnOrgVerb | kEnPersonVerb | kEnOrgAfter | kEnOrgObject)) return true;
    for (const char* verb :
         {"has", "had", "is", "was", "will", "would", "declined", "did", "does", "also", "and", "could", "can"})
      if (words_[next].folded == verb) return true;
    return false;
  }

  EnglishReading& e_;
  Reading& reading_;
  const Words& words_;
  Candidates& all_;
  Names full_, short_, given_, teams_;
};

}  // namespace

void DecideEnglish(EnglishReading& reading) { Judge(reading).Run(); }

}  // namespace lector::entities
