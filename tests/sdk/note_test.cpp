// The note and the entry that the macros make, byte by byte as lector/plugin.h specifies them for authors in other languages.
#include <gtest/gtest.h>
#include <lector/plugin.hpp>
#include <lector/verify.h>

#include <cstring>
#include <string>

namespace {

struct Nothing {
  void analyze(const lector::Document&, lector::Sink&, const lector::Call&) {}
};
LECTOR_PLUGIN(Nothing, {.id = "test.nothing", .version = "1.2.3-rc.1+build.5", .manifest = "{}"});

std::string Little(uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
  return out;
}

TEST(Note, IsWhatTheManualSays) {
  const std::string expected = Little(7, 4) + Little(16, 4) + Little(1, 4) + std::string("Lector\0\0", 8) + "LLPL" +
                               Little(LECTOR_ABI_MAJOR, 2) + Little(LECTOR_ABI_MINOR, 2) + Little(LECTOR_ABI_MINOR, 2) + Little(0, 6);
  ASSERT_EQ(sizeof lector_note_, expected.size());
  EXPECT_EQ(std::memcmp(&lector_note_, expected.data(), expected.size()), 0);
}

TEST(Entry, OfTheMacroPasses) {
  EXPECT_FALSE(lector::verify::CheckEntry(lector_plugin).has_value());
  ASSERT_EQ(lector_plugin.extractor_count, 1u);
  EXPECT_STREQ(lector_plugin.extractors[0]->id, "test.nothing");
  EXPECT_EQ(lector_plugin.extractors[0]->flags, 0u) << "analyze() is not const: one call at a time";
}

// Each change to a good entry that must be refused, and what the refusal must name.
class EntryTest : public testing::Test {
 protected:
  void ExpectRefused(const char* says) {
    const auto failure = lector::verify::CheckEntry(entry_);
    ASSERT_TRUE(failure.has_value()) << says;
    EXPECT_EQ(failure->check, "entry");
    EXPECT_NE(failure->message.find(says), std::string::npos) << failure->message;
    EXPECT_FALSE(failure->remedy.empty());
  }
  lector_extractor extractor_ = *lector_plugin.extractors[0], second_ = extractor_;
  const lector_extractor* extractors_[2] = {&extractor_, &second_};
  lector_plugin_entry entry_ = [this] {
    lector_plugin_entry entry = lector_plugin;
    entry.extractors = extractors_;
    return entry;
  }();
};

TEST_F(EntryTest, HeadIsChecked) {
  entry_.magic = 0, ExpectRefused("magic"), entry_.magic = LECTOR_PLUGIN_MAGIC;
  entry_.size = 8, ExpectRefused("8 bytes"), entry_.size = sizeof entry_;
  entry_.abi_major = 7, ExpectRefused("ABI 7."), entry_.abi_major = LECTOR_ABI_MAJOR;
  entry_.extractor_count = 0, ExpectRefused("0 extractors");
  entry_.extractor_count = 1u << 31, ExpectRefused("2147483648 extractors");
  entry_.extractor_count = 2, ExpectRefused("two extractors have the id 'test.nothing'");
  second_.id = "test.other";
  EXPECT_FALSE(lector::verify::CheckEntry(entry_).has_value());
  extractors_[1] = nullptr, ExpectRefused("extractor 1 is NULL");
  entry_.extractors = nullptr, ExpectRefused("is NULL");
}

TEST_F(EntryTest, ExtractorsAreChecked) {
  const lector_extractor good = extractor_;
  const auto with = [&](auto change, const char* says) {
    extractor_ = good;
    change(extractor_);
    ExpectRefused(says);
  };
  const std::string long_id(65, 'a');
  with([](auto& e) { e.size = 16; }, "16 bytes");
  with([](auto& e) { e.flags = 2; }, "unknown flags");
  with([](auto& e) { e.id = nullptr; }, "no id");
  with([](auto& e) { e.id = ""; }, "[a-z0-9_.-]");
  with([](auto& e) { e.id = "Has.Capitals"; }, "[a-z0-9_.-]");
  with([&](auto& e) { e.id = long_id.c_str(); }, "[a-z0-9_.-]");
  with([](auto& e) { e.version = nullptr; }, "version");
  with([](auto& e) { e.manifest_json = nullptr; }, "manifest");
  with([](auto& e) { e.create = nullptr; }, "create");
  with([](auto& e) { e.destroy = nullptr; }, "destroy");
  with([](auto& e) { e.open = [](void*, void**, lector_error*) -> lector_code { return LECTOR_OK; }; }, "one of open and close");
  for (const char* version : {"", "1", "1.0", "1.0.x", "v1.0.0", "1.0.0-", "1.0.0 beta", "1..0"})
    with([&](auto& e) { e.version = version; }, "semantic version");
  const std::string huge(lector::verify::kMaxManifestSize + 1, ' ');
  with([&](auto& e) { e.manifest_json = huge.c_str(); }, "1 MiB");
}

}  // namespace
