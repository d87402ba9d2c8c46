// Finds words that an article repeats: runs of at least `words` words that stood in it before.
//
// Shown here: Scratch, buffers that are kept from document to document, so that a busy daemon allocates nothing. The host makes
// one for each document under way; no lock is needed.
#include <lector/plugin.hpp>
#include <string_view>
#include <unordered_map>
#include <vector>

class Repetitions {
 public:
  struct Scratch {
    std::vector<uint32_t> words;                    // rows of the tokens that are words
    std::unordered_map<uint64_t, uint32_t> places;  // hash of a run of `words` words -> place of its first one in `words`
  };

  explicit Repetitions(const lector::Config& config) : words_(static_cast<uint32_t>(config.get("words", 5))) {}

  void analyze(const lector::Document& doc, lector::Sink& sink, const lector::Call& call, Scratch& scratch) const {
    scratch.words.clear();  // a scratch comes as the last document left it; clear() keeps the memory
    scratch.places.clear();
    const lector::Tokens tokens = doc.tokens();
    for (const lector::Token token : tokens)
      if (token.is_word()) scratch.words.push_back(token.row());
    const auto& words = scratch.words;
    const auto count = static_cast<uint32_t>(words.size());

    for (uint32_t i = 0; i + words_ <= count;) {
      call.check();
      const auto [place, is_new] = scratch.places.try_emplace(Hash(tokens, &words[i]), i);
      const uint32_t first = place->second;
      uint32_t length = 0;  // how far the words from `i` on are those from `first` on; the two runs do not overlap
      while (!is_new && i + length < count && first + length < i && tokens[words[first + length]].text() == tokens[words[i + length]].text())
        ++length;
      if (length < words_) {  // new, or another run with the same hash
        ++i;
        continue;
      }
      sink.custom("example.v1.Repetition", {tokens[words[i]].begin(), tokens[words[i + length - 1]].end()})
          .set("words", length).set("first_begin", tokens[words[first]].begin()).set("first_end", tokens[words[first + length - 1]].end());
      i += length;
    }
  }

 private:
  uint64_t Hash(const lector::Tokens& tokens, const uint32_t* rows) const {
    uint64_t hash = 0;
    for (uint32_t i = 0; i < words_; ++i) hash = hash * 0x9E3779B97F4A7C15u + std::hash<std::string_view>()(tokens[rows[i]].text());
    return hash;
  }
  uint32_t words_;
};

LECTOR_PLUGIN(Repetitions, {.id = "com.example.repetitions", .version = "1.0.0", .manifest = R"({
  "provides": ["example.v1.Repetition"], "requires": ["lector.tokens/1"], "languages": ["*"],
  "description": "Runs of words that stood in the text before",
  "config_schema": {"type": "object", "properties": {"words": {"type": "integer", "minimum": 2, "maximum": 100, "default": 5}}}
})"});
