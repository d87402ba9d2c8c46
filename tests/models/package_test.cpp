#include "daemon/models/package.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "daemon/models/compile.h"

namespace lector::models {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::span<const std::byte> View(const std::string& text) { return std::as_bytes(std::span(text)); }

// An archive in memory; `set_up` chooses format and filter.
template <class SetUp>
std::string Write(const Files& files, const SetUp& set_up) {
  std::string out(1 << 16, '\0');
  size_t used = 0;
  struct archive* const writer = archive_write_new();
  set_up(writer);
  EXPECT_EQ(archive_write_open_memory(writer, out.data(), out.size(), &used), ARCHIVE_OK);
  for (const auto& [name, data] : files) {
    struct archive_entry* const entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(data.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    EXPECT_EQ(archive_write_header(writer, entry), ARCHIVE_OK) << archive_error_string(writer);
    EXPECT_EQ(archive_write_data(writer, data.data(), data.size()), static_cast<la_ssize_t>(data.size()));
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  out.resize(used);
  return out;
}
std::string Zip(const Files& files) { return Write(files, archive_write_set_format_zip); }
std::string Tar(const Files& files) { return Write(files, archive_write_set_format_ustar); }
std::string Gzip(const std::string& text) {
  return Write({{"data", text}}, [](struct archive* writer) {
    archive_write_add_filter_gzip(writer);
    archive_write_set_format_raw(writer);
  });
}

std::string Text(std::span<const std::byte> bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

TEST(PackageTest, ReadsArchivesInsideArchives) {
  const std::string wheel = Zip({{"model.tar", Tar({{"vocabs/tag.gz", Gzip("один\nдва")}, {"plain", "три"}})}});
  const Result<Archive> zip = Archive::Read("some.whl", View(wheel));
  ASSERT_TRUE(zip.ok()) << zip.status().message();
  const Result<Archive> tar = zip->Nested("model.tar");
  ASSERT_TRUE(tar.ok()) << tar.status().message();
  const Result<std::string> tags = tar->GunzipText("vocabs/tag.gz");
  ASSERT_TRUE(tags.ok()) << tags.status().message();
  EXPECT_EQ(*tags, "один\nдва");
  EXPECT_EQ(Text(*tar->Member("plain")), "три");
}

TEST(PackageTest, KeepsOnlyWhatIsWanted) {
  const std::string wheel = Zip({{"a", "1"}, {"b", "2"}});
  const Result<Archive> zip = Archive::Read("some.whl", View(wheel), [](std::string_view name) { return name == "b"; });
  ASSERT_TRUE(zip.ok());
  EXPECT_FALSE(zip->Member("a").ok());
  EXPECT_TRUE(zip->Member("b").ok());
}

TEST(PackageTest, ErrorsNameArchiveAndMember) {
  const std::string wheel = Zip({{"model.tar", "no tar"}, {"text", "plain"}});
  const Result<Archive> zip = Archive::Read("some.whl", View(wheel));
  ASSERT_TRUE(zip.ok());
  for (const Status& status : {zip->Member("absent").status(), zip->Nested("absent").status(), zip->Gunzip("absent").status()}) {
    EXPECT_NE(status.message().find("some.whl"), std::string::npos) << status.message();
    EXPECT_NE(status.message().find("'absent'"), std::string::npos) << status.message();
  }
  EXPECT_NE(zip->Member("text", 6).status().message().find("text has 5 bytes, not 6"), std::string::npos);
  EXPECT_NE(zip->Nested("model.tar").status().message().find("some.whl: model.tar"), std::string::npos);
  EXPECT_NE(zip->Gunzip("text").status().message().find("not gzip"), std::string::npos);
}

TEST(PackageTest, RefusesTruncatedArchives) {
  const std::string wheel = Zip({{"model", std::string(5000, 'x') + "end"}});
  for (size_t size = 0; size < wheel.size() / 2; ++size)
    EXPECT_FALSE(Archive::Read("some.whl", View(wheel.substr(0, size))).ok()) << size;
}

TEST(PackageTest, Digest) { EXPECT_EQ(Sha256(View("abc")).substr(0, 16), "ba7816bf8f01cfea"); }

TEST(PackageTest, FilesThatAreNotThere) {
  const Result<Bytes> bytes = ReadFile("/nowhere/at/all.whl");
  ASSERT_FALSE(bytes.ok());
  EXPECT_NE(bytes.status().message().find("/nowhere/at/all.whl"), std::string::npos);
}

// A wheel that lacks what it should have is an error of the compiler that names the first thing missing, not a crash.
TEST(PackageTest, CompilersNameWhatAWheelLacks) {
  const std::string tar = Tar({{"vocab.bin", Gzip("short")}});
  const std::string wheels[] = {Zip({{"other", "x"}}),
                                Zip({{"natasha/data/emb/navec_news_v1_1B_250K_300d_100q.tar", Tar({{"meta.json", "{}"}})}}),
                                Zip({{"natasha/data/emb/navec_news_v1_1B_250K_300d_100q.tar", tar}})};
  const char* const missing[] = {"navec_news_v1_1B_250K_300d_100q.tar", "'vocab.bin'", "vocab.bin does not hold"};
  for (size_t i = 0; i < std::size(wheels); ++i) {
    const Result<Archive> wheel = Archive::Read("natasha.whl", View(wheels[i]));
    ASSERT_TRUE(wheel.ok());
    text::ModelFileWriter out("tagger.ru", 1);
    const Status status = kTaggerPackage.compile(*wheel, out);
    EXPECT_FALSE(status.ok());
    EXPECT_NE(status.message().find(missing[i]), std::string::npos) << status.message();
    EXPECT_NE(status.message().find("natasha.whl"), std::string::npos) << status.message();
  }
}

}  // namespace
}  // namespace lector::models
