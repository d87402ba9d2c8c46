#include "daemon/telemetry/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>

namespace lector::log {
namespace {

spdlog::logger& Logger() {
  static const std::shared_ptr<spdlog::logger> logger = spdlog::stderr_color_mt("lector");
  return *logger;
}

// The bytes of the UTF-8 sequence that a line begins with; 0: it begins with none.
size_t SequenceAt(std::string_view line) {
  const auto byte = [&](size_t i) { return i < line.size() ? static_cast<unsigned char>(line[i]) : 0u; };
  const unsigned first = byte(0), second = byte(1);
  const size_t size = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (size_t i = 1; i < size; ++i)
    if ((byte(i) & 0xc0u) != 0x80) return 0;
  const bool overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
  const bool no_character = (first == 0xed && second > 0x9f) || (first == 0xf4 && second > 0x8f);
  return overlong || no_character ? 0 : size;
}

// So that one event stays one line, a terminal does not obey a document, and a collector gets UTF-8 whatever a plugin said.
std::string Escape(std::string_view line, bool json) {
  std::string out;
  out.reserve(line.size());
  for (size_t i = 0; i < line.size();) {
    const auto byte = static_cast<unsigned char>(line[i]);
    const size_t size = SequenceAt(line.substr(i));
    if (size == 0 && json) {
      out += "\\ufffd";
    } else if (size == 0 || byte < 0x20 || byte == 0x7f) {
      static constexpr char kHex[] = "0123456789abcdef";
      out += json ? "\\u00" : "\\x";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      if (json && (byte == '"' || byte == '\\')) out += '\\';
      out.append(line, i, size);
    }
    i += std::max<size_t>(size, 1);
  }
  return out;
}

bool g_json = false;

void Write(spdlog::level::level_enum level, std::string_view line) {
  if (Logger().should_log(level)) Logger().log(level, "{}", Escape(line, g_json));
}

}  // namespace

Status Init(const Options& options) {
  const auto level = spdlog::level::from_str(options.level == "warning" ? "warn" : options.level == "error" ? "err" : options.level);
  if (level == spdlog::level::off && options.level != "off")
    return Status(Code::kInvalidArgument, "'" + options.level + "' is none of debug, info, warning, error, off", {}, "log.level");
  if (options.format != "text" && options.format != "json")
    return Status(Code::kInvalidArgument, "'" + options.format + "' is neither text nor json", {}, "log.format");
  g_json = options.format == "json";
  Logger().set_level(level);
  Logger().set_pattern(g_json ? R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","message":"%v"})" : "%Y-%m-%dT%H:%M:%S.%e%z %^%-7l%$ %v");
  return Status();
}

bool IsJson() { return g_json; }

void Debug(std::string_view line) { Write(spdlog::level::debug, line); }
void Info(std::string_view line) { Write(spdlog::level::info, line); }
void Warning(std::string_view line) { Write(spdlog::level::warn, line); }
void Error(std::string_view line) { Write(spdlog::level::err, line); }

void FromPlugin(std::string_view extractor, int level, std::string_view line) {
  std::string text = "[" + std::string(extractor) + "] " + std::string(line);
  switch (level) {
    case 1: return Debug(text);
    case 2: return Info(text);
    case 3: return Warning(text);
    default: return Error(text);
  }
}

}  // namespace lector::log
