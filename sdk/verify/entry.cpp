#include <lector/verify.h>

#include <algorithm>
#include <cstring>

namespace lector::verify {
namespace {

using Problem = std::optional<Failure>;

Problem Fail(std::string message, std::string remedy = "rebuild it with the SDK of this daemon") {
  return Failure{"entry", std::move(message), std::move(remedy)};
}

// A string of at most `limit` bytes; nullopt: it goes on.
std::optional<std::string_view> Bounded(const char* string, size_t limit) {
  const size_t size = strnlen(string, limit + 1);
  if (size > limit) return std::nullopt;
  return std::string_view(string, size);
}

bool IsId(std::string_view id) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'; };
  return !id.empty() && std::all_of(id.begin(), id.end(), allowed);
}

bool IsDigits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// MAJOR.MINOR.PATCH, with what semver.org allows behind a hyphen or a plus.
bool IsVersion(std::string_view version) {
  const size_t core_end = version.find_first_of("-+");
  const std::string_view core = version.substr(0, core_end), rest = core_end == version.npos ? "" : version.substr(core_end);
  const size_t first = core.find('.'), second = core.find('.', first == core.npos ? first : first + 1);
  if (first == core.npos || second == core.npos) return false;
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+';
  };
  return IsDigits(core.substr(0, first)) && IsDigits(core.substr(first + 1, second - first - 1)) && IsDigits(core.substr(second + 1)) &&
         rest.size() != 1 && std::all_of(rest.begin(), rest.end(), allowed);
}

Problem CheckHead(const lector_plugin_entry& entry) {
  if (entry.magic != LECTOR_PLUGIN_MAGIC) return Fail("its entry has the wrong magic number");
  if (entry.size < sizeof(lector_plugin_entry) || entry.size % 8 != 0)
    return Fail("its entry has " + std::to_string(entry.size) + " bytes, expected " + std::to_string(sizeof(lector_plugin_entry)));
  if (entry.abi_major != LECTOR_ABI_MAJOR || (LECTOR_ABI_MAJOR == 0 && entry.abi_minor_built != LECTOR_ABI_MINOR) ||
      entry.abi_minor_needed > LECTOR_ABI_MINOR)
    return Fail("its entry says plugin ABI " + std::to_string(entry.abi_major) + "." + std::to_string(entry.abi_minor_built) +
                ", this daemon has " + std::to_string(LECTOR_ABI_MAJOR) + "." + std::to_string(LECTOR_ABI_MINOR));
  if (entry.extractor_count == 0 || entry.extractor_count > kMaxExtractors)
    return Fail(std::to_string(entry.extractor_count) + " extractors, expected 1 to " + std::to_string(kMaxExtractors),
                "give the entry its extractors");
  if (entry.extractors == nullptr) return Fail("its array of extractors is NULL", "give the entry its extractors");
  return std::nullopt;
}

Problem CheckExtractor(const lector_extractor& extractor, const std::string& which) {
  if (extractor.size < sizeof(lector_extractor) || extractor.size % 8 != 0)
    return Fail(which + " has " + std::to_string(extractor.size) + " bytes, expected " + std::to_string(sizeof(lector_extractor)));
  if ((extractor.flags & ~static_cast<uint32_t>(LECTOR_CONCURRENT)) != 0) return Fail(which + " has unknown flags");
  if (extractor.id == nullptr || extractor.version == nullptr || extractor.manifest_json == nullptr)
    return Fail(which + " has no id, version or manifest", "give it all three");
  const std::optional<std::string_view> id = Bounded(extractor.id, kMaxIdSize);
  if (!id || !IsId(*id)) return Fail("the id of " + which + " is not 1 to 64 of [a-z0-9_.-]", "choose an id like com.example.phones");
  const std::string named = "extractor '" + std::string(*id) + "'";
  const std::optional<std::string_view> version = Bounded(extractor.version, kMaxVersionSize);
  if (!version || !IsVersion(*version)) return Fail("the version of " + named + " is not a semantic version", "write it like 1.0.0");
  if (!Bounded(extractor.manifest_json, kMaxManifestSize)) return Fail("the manifest of " + named + " is larger than 1 MiB", "shorten it");
  if (extractor.create == nullptr || extractor.analyze == nullptr || extractor.destroy == nullptr)
    return Fail(named + " has no create, analyze or destroy", "give it all three functions");
  if ((extractor.open == nullptr) != (extractor.close == nullptr))
    return Fail(named + " has one of open and close", "give it both or none");
  return std::nullopt;
}

}  // namespace

std::optional<Failure> CheckEntry(const lector_plugin_entry& entry) {
  if (Problem problem = CheckHead(entry)) return problem;
  std::vector<std::string_view> ids;
  for (uint32_t i = 0; i < entry.extractor_count; ++i) {
    const std::string which = "extractor " + std::to_string(i);
    const lector_extractor* extractor = entry.extractors[i];
    if (extractor == nullptr) return Fail(which + " is NULL", "give the entry as many extractors as it counts");
    if (Problem problem = CheckExtractor(*extractor, which)) return problem;
    if (std::find(ids.begin(), ids.end(), extractor->id) != ids.end())
      return Fail("two extractors have the id '" + std::string(extractor->id) + "'", "give each an id of its own");
    ids.emplace_back(extractor->id);
  }
  return std::nullopt;
}

}  // namespace lector::verify
