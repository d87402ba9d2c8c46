#include "daemon/telemetry/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace lector::log {
namespace {

spdlog::logger& Logger() {
  static const std::shared_ptr<spdlog::logger> logger = spdlog::stderr_color_mt("lector");
  return *logger;
}

// So that one event stays one line, and a terminal does not obey a document.
std::string Escape(std::string_view line, bool json) {
  std::string out;
  out.reserve(line.size());
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) {
      static constexpr char kHex[] = "0123456789abcdef";
      out += json ? "\\u00" : "\\x";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      if (json && (c == '"' || c == '\\')) out += '\\';
      out += c;
    }
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
