#include "tests/text/ru/small_dictionary.h"

#include <dawgdic/dawg-builder.h>
#include <dawgdic/dictionary-builder.h>
#include <dawgdic/guide-builder.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>
#include <string_view>

namespace lector::text::ru {
namespace {

constexpr std::string_view kPrefixes[] = {"", "по", "наи"};

std::string Base64(const std::string& bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (size_t at = 0; at < bytes.size(); at += 3) {
    uint32_t bits = 0;
    const size_t size = std::min<size_t>(3, bytes.size() - at);
    for (size_t i = 0; i < 3; ++i) bits = bits << 8 | (i < size ? static_cast<unsigned char>(bytes[at + i]) : 0u);
    for (size_t i = 0; i < 4; ++i) out.push_back(i <= size ? kDigits[bits >> (18 - 6 * i) & 63u] : '=');
  }
  return out + "\n";
}

std::string BigEndian(uint32_t value, size_t size) {
  std::string out;
  for (size_t i = size; i-- > 0;) out.push_back(static_cast<char>(value >> (8 * i) & 0xFFu));
  return out;
}

std::string LittleEndian16(uint16_t value) { return {static_cast<char>(value & 0xFFu), static_cast<char>(value >> 8)}; }

std::string PackDawg(const std::map<std::string, int>& keys) {
  dawgdic::DawgBuilder builder;
  for (const auto& [key, value] : keys) EXPECT_TRUE(builder.Insert(key.data(), key.size(), value));
  dawgdic::Dawg dawg;
  builder.Finish(&dawg);
  dawgdic::Dictionary dictionary;
  EXPECT_TRUE(dawgdic::DictionaryBuilder::Build(dawg, &dictionary));
  dawgdic::Guide guide;
  EXPECT_TRUE(dawgdic::GuideBuilder::Build(dawg, dictionary, &guide));
  std::ostringstream out;
  EXPECT_TRUE(dictionary.Write(&out) && guide.Write(&out));
  return out.str();
}

std::string Json(const std::vector<std::string>& strings) {
  std::string out = "[";
  for (const std::string& string : strings) out += (out.size() > 1 ? ",\"" : "\"") + string + "\"";
  return out + "]";
}

uint16_t PlaceIn(std::vector<std::string>& strings, const std::string& string) {
  const auto found = std::find(strings.begin(), strings.end(), string);
  if (found == strings.end()) return strings.push_back(string), static_cast<uint16_t>(strings.size() - 1);
  return static_cast<uint16_t>(found - strings.begin());
}

}  // namespace

SmallFiles::SmallFiles(const SmallSource& source) {
  std::vector<std::string> ends, names;
  paradigms = LittleEndian16(static_cast<uint16_t>(source.paradigms.size()));
  for (const auto& forms : source.paradigms) {
    std::string cells[3];
    for (const SmallForm& form : forms) {
      cells[0] += LittleEndian16(PlaceIn(ends, form.ending));
      cells[1] += LittleEndian16(PlaceIn(names, form.tag));
      cells[2] += LittleEndian16(form.prefix);
    }
    paradigms += LittleEndian16(static_cast<uint16_t>(forms.size() * 3)) + cells[0] + cells[1] + cells[2];
  }
  suffixes = Json(ends);
  tags = Json(names);
  std::map<std::string, int> keys;
  for (const auto& [stem, paradigm] : source.stems) {
    for (size_t i = 0; i < source.paradigms[paradigm].size(); ++i) {
      const SmallForm& form = source.paradigms[paradigm][i];
      keys[std::string(kPrefixes[form.prefix]) + stem + form.ending + '\x01' +
           Base64(BigEndian(paradigm, 2) + BigEndian(static_cast<uint32_t>(i), 2))] = 0;
    }
  }
  words = PackDawg(keys);
  keys.clear();
  for (const SmallSource::Ending& row : source.endings)
    keys[row.end + '\x01' + Base64(BigEndian(row.count, 4) + BigEndian(row.paradigm, 2) + BigEndian(row.form, 2))] = 0;
  endings[0] = PackDawg(keys);
  endings[1] = endings[2] = PackDawg({{"ъъ\x01" + Base64(std::string(8, '\0')), 0}});
  keys.clear();
  for (const auto& [key, value] : source.probabilities) keys[key] = static_cast<int>(value);
  probabilities = PackDawg(keys);
}

std::vector<std::byte> CompileSmall(const SmallSource& source) {
  const SmallFiles files(source);
  ModelFileWriter writer(kDictionaryKind, kDictionaryVersion);
  const Status status = models::CompileDictionary(files.sources(), writer);
  EXPECT_TRUE(status.ok()) << status.ToString();
  return writer.Bytes();
}

std::unique_ptr<Dictionary> OpenSmall(const SmallSource& source, std::string* dir) {
  const SmallFiles files(source);
  ModelFileWriter writer(kDictionaryKind, kDictionaryVersion);
  Status status = models::CompileDictionary(files.sources(), writer);
  EXPECT_TRUE(status.ok()) << status.ToString();
  std::string folder = (std::filesystem::temp_directory_path() / "lector_dictionary_XXXXXX").string();
  EXPECT_NE(mkdtemp(folder.data()), nullptr);
  const std::string path = folder + "/" + kDictionaryFile;
  status = writer.Write(path);
  EXPECT_TRUE(status.ok()) << status.ToString();
  Result<std::unique_ptr<Dictionary>> out = Dictionary::Open(path);
  EXPECT_TRUE(out.ok()) << out.status().ToString();
  if (dir != nullptr) *dir = folder;
  else std::filesystem::remove_all(folder);  // what is mapped stays
  return out.ok() ? *std::move(out) : nullptr;
}

SmallSource SmallWords() {
  SmallSource out;
  out.paradigms = {
      // 0: сталь
      {{0, "ь", "NOUN,inan,femn sing,nomn"}, {0, "и", "NOUN,inan,femn sing,gent"}, {0, "и", "NOUN,inan,femn sing,datv"},
       {0, "ь", "NOUN,inan,femn sing,accs"}, {0, "ью", "NOUN,inan,femn sing,ablt"}, {0, "и", "NOUN,inan,femn sing,loct"}},
      // 1: стать
      {{0, "ть", "INFN,perf,intr"}, {0, "л", "VERB,perf,intr masc,sing,past,indc"}, {0, "ли", "VERB,perf,intr plur,past,indc"}},
      // 2: зелёный
      {{0, "ый", "ADJF,Qual masc,sing,nomn"}, {0, "ого", "ADJF,Qual masc,sing,gent"}, {0, "ому", "ADJF,Qual masc,sing,datv"},
       {0, "ее", "COMP,Qual"}, {1, "ее", "COMP,Qual Cmp2"}},
      // 3: Иванов
      {{0, "", "NOUN,anim,masc,Sgtm,Surn sing,nomn"}, {0, "а", "NOUN,anim,masc,Sgtm,Surn sing,gent"},
       {0, "ым", "NOUN,anim,masc,Sgtm,Surn sing,ablt"}},
      // 4: в
      {{0, "", "PREP"}},
      // 5: всё
      {{0, "ё", "NPRO,neut sing,nomn"}, {0, "его", "NPRO,neut sing,gent"}},
      // 6: весь
      {{0, "есь", "ADJF,Apro masc,sing,nomn"}, {0, "се", "ADJF,Apro plur,nomn"}}};
  out.stems = {{"стал", 0}, {"ста", 1}, {"зелён", 2}, {"иванов", 3}, {"в", 4}, {"вс", 5}, {"в", 6}, {"кот", 3}};
  out.endings = {{"нов", 7, 3, 0}, {"нова", 5, 3, 1}, {"новым", 5, 3, 2}, {"ять", 3, 1, 0}, {"яли", 2, 1, 2}};
  out.probabilities = {{"стали:VERB,perf,intr plur,past,indc", 900000}, {"стали:NOUN,inan,femn sing,gent", 60000}};
  return out;
}

}  // namespace lector::text::ru
