// Dictionaries with bytes changed and the checksum set right again: refused, or read without ever leaving the file. The
// sanitizer builds see what a plain build does not. FUZZ_SECONDS makes it go on for longer.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "daemon/text/document.h"
#include "daemon/text/ru/analyzer.h"
#include "tests/text/ru/small_dictionary.h"

namespace lector::text::ru {
namespace {

class DamagedDictionaryTest : public testing::Test {
 protected:
  DamagedDictionaryTest() {
    std::string folder = (std::filesystem::temp_directory_path() / "lector_damaged_XXXXXX").string();
    EXPECT_NE(mkdtemp(folder.data()), nullptr);
    folder_ = folder;
  }
  ~DamagedDictionaryTest() override { std::filesystem::remove_all(folder_); }

  // True: it was opened, and everything could be asked of it.
  bool Use(const std::vector<std::byte>& bytes) const {
    const std::string path = folder_ + "/" + kDictionaryFile;
    std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (const auto dictionary = Dictionary::Open(path); !dictionary.ok()) {
      EXPECT_FALSE(dictionary.status().message().empty());
      return false;
    }
    const LayerRegistry registry = LayerRegistry::Linked({folder_});
    const auto document = Document::Create({.text = kText, .language = "ru"}, registry);
    const auto morph = (*document)->Get<lector_morph>(LECTOR_LAYER_MORPH, Stop());
    for (uint32_t row = 0; morph.ok() && row < (*morph)->count; ++row) (void)(*document)->Inflect(row, row, 0, Stop());
    return morph.ok();
  }

  static constexpr char kText[] =
      "Стали Сталью Иванова Зеленого позеленее все всё В. Ивановым кота-иванова по-зеленому псевдосталь Петроновым стояли XIV "
      "12,5 смотри-ка недонедосталь иванов-то ещё-таки";
  std::string folder_;
};

TEST_F(DamagedDictionaryTest, TheWholeOneIsRead) { EXPECT_TRUE(Use(CompileSmall(SmallWords()))); }

TEST_F(DamagedDictionaryTest, ACutOneIsRefused) {
  const std::vector<std::byte> whole = CompileSmall(SmallWords());
  for (size_t size = 0; size < whole.size(); size += 97) EXPECT_FALSE(Use({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)}));
}

TEST_F(DamagedDictionaryTest, ChangedBytesNeverLeadOutOfTheFile) {
  const std::vector<std::byte> whole = CompileSmall(SmallWords());
  const char* const seconds = std::getenv("FUZZ_SECONDS");
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds == nullptr ? 0 : std::atoi(seconds));
  std::mt19937 random(20251126);
  int opened = 0;
  for (int round = 0; round < 600 || std::chrono::steady_clock::now() < end; ++round) {
    std::vector<std::byte> bytes = whole;
    for (uint32_t change = random() % 8; change != ~0u; --change) {
      std::byte& byte = bytes[random() % bytes.size()];
      byte = random() % 2 == 0 ? static_cast<std::byte>(random()) : byte ^ static_cast<std::byte>(1u << random() % 8);
    }
    RepairModelFileChecksum(bytes);
    opened += Use(bytes) ? 1 : 0;
  }
  EXPECT_GT(opened, 0) << "no change was small enough to pass: the test shows nothing";
}

}  // namespace
}  // namespace lector::text::ru
