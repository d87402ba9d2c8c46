// lector/testing.hpp - a test double of the daemon: unit tests of a plugin without a daemon. Header-only C++20, the standard
// library alone, any test framework.
//
//   #include <lector/testing.hpp>
//   LECTOR_EXPORT const lector_plugin_entry lector_plugin;  // the plugin's sources are compiled into the test
//
//   TEST(Phones, FindsLongNumbers) {
//     lector::testing::Host host(lector_plugin);
//     host.config("min_digits", 5);
//     const lector::testing::Document doc("Звоните: 88005553535.", "ru");
//     const lector::testing::Result result = host.analyze(doc);
//     ASSERT_EQ(result.customs.size(), 1u);
//     EXPECT_EQ(result.customs[0].text, "88005553535");
//     EXPECT_EQ(result.customs[0].get("digits"), "88005553535");
//     host.check_conduct(doc);
//     EXPECT_EQ(host.violations(), std::vector<std::string>{});
//   }
//
// Or with the built library, whatever it is written in: lector::testing::Host host(lector::testing::Library("phones.so"));
//
// What a test gives
//   Document   text, language, options, layers, records of other extractors   <lector/testing/document.hpp>
//   Host       settings, files of the data folder, extensions                 below
// What it gets back
//   Result     code and message, and the records as structs that own their strings   <lector/testing/records.hpp>
//   violations()  every broken rule of the contract, as sentences; they are collected, nothing is thrown
//
// What is watched in every run
//   - records: spans in the text and on code point boundaries, UTF-8, links, order of content, enumerators, confidence, types
//     of the manifest; one that is wrong fails the run with INTERNAL, as in the daemon
//   - layers and records that are read are declared in the manifest under "requires" or "uses"; others are not given
//   - resource() only in create(); info, layer, records, emit only during analyze() and on its thread
//   - codes that are defined, errors that say something, in UTF-8
//   - what the host lends lies in memory of its exact size that is freed behind the call: build with -fsanitize=address
// and once, when the host is made: the manifest, versions, sizes and functions of the extractor.
//
// What check_conduct() adds: the same document gives the same records twice, behind another document, on another thread, and,
// with LECTOR_CONCURRENT, on several threads at once (build with -fsanitize=thread to see races); each thread has a scratch of
// its own; a cancelled call and a passed deadline return soon (give a long text to see that the plugin looks: Repeat()); the
// process locale and folder are left alone.
//
// Threads: a Host is used by one thread at a time; the threads of check_conduct() are its own.
#ifndef LECTOR_TESTING_HPP_
#define LECTOR_TESTING_HPP_

#include <lector/plugin.h>
#include <lector/testing/backend.hpp>
#include <lector/testing/document.hpp>
#include <lector/testing/library.hpp>
#include <lector/testing/manifest.hpp>
#include <lector/testing/records.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lector::testing {

// One run. The records are empty unless code is LECTOR_OK: the daemon drops what a failed extractor emitted.
struct Result : Records {
  lector_code code = LECTOR_OK;
  std::string message, field;
  bool skipped = false;  // the manifest is not for the document's language: the daemon does not run it
  double milliseconds = 0;
  bool ok() const { return code == LECTOR_OK; }
};

// A text that is long enough to tell whether a plugin looks at `cancelled`.
inline std::string Repeat(std::string_view text, size_t times) {
  std::string out;
  for (; times > 0; --times) out += text;
  return out;
}

class Host {
 public:
  // The extractor `id` of a plugin, the first where none is named. Throws std::invalid_argument when there is none.
  explicit Host(const lector_plugin_entry& entry, std::string_view id = {});
  explicit Host(const Library& library, std::string_view id = {}) : Host(library.entry(), id) { data_folder(library.data_folder()); }
  explicit Host(const lector_extractor* extractor);
  ~Host() { close(); }
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  // Before the first run: settings by path ("speakers.max"), or all as a JSON object; the files of the data folder.
  template <class T>
  Host& config(std::string_view path, const T& value) {
    return config_.put(path, internal::ToJson(value)), *this;
  }
  Host& config(std::string_view json);
  Host& resource(std::string path, std::string_view bytes) {
    return backend_.resources[std::move(path)].assign(bytes.begin(), bytes.end()), *this;
  }
  Host& data_folder(std::filesystem::path folder) { return backend_.data_folder = std::move(folder), *this; }
  Host& extension(std::string id, const void* interface) { return backend_.extensions[std::move(id)] = interface, *this; }
  // How long a cancelled call may go on.
  Host& patience_ms(double limit) { return patience_ms_ = limit, *this; }

  // Makes the instance; done by the first run otherwise. Not ok: the daemon would refuse the extractor with this message.
  Result create();
  // One run of analyze().
  Result analyze(const Document& doc);
  // Many, as listed above. The answer is the first.
  Result check_conduct(const Document& doc);
  // Closes what was opened and destroys the instance; the next run makes a new one.
  void close();

  std::vector<std::string> violations() const { return backend_.violations(); }
  std::vector<LogLine> logs() const { return backend_.logs(); }
  double counter(std::string_view metric) const;

 private:
  struct Slot {  // of a worker thread
    bool opened = false;
    void* scratch = nullptr;
  };
  static constexpr size_t kThreads = 4, kRounds = 4;

  static const lector_extractor* Find(const lector_plugin_entry& entry, std::string_view id);
  void CheckExtractor();
  Result OpenScratch(Slot& slot);
  Result RunOnce(const Document& doc, Slot& slot, internal::Stopping stopping = internal::Stopping::kNever);
  Result FromAbi(lector_code code, lector_error& error, const char* function);
  void Compare(const Result& first, const Result& other, const std::string& when);
  void CheckThreads(const Document& doc, const Result& first);
  void CheckStopping(const Document& doc, internal::Stopping stopping, lector_code wanted, lector_code usual,
                     const std::string& when);

  const lector_extractor* const extractor_;
  internal::Manifest manifest_;
  internal::Backend backend_{manifest_};
  Json config_ = Json::Object();
  std::unique_ptr<internal::OptionSet> settings_;
  double patience_ms_ = 100;
  bool created_ = false;
  void* instance_ = nullptr;
  Slot slots_[kThreads + 1];  // the first: of the thread that uses the host
};

}  // namespace lector::testing

#include <lector/testing/host.hpp>  // the bodies
#endif  // LECTOR_TESTING_HPP_
