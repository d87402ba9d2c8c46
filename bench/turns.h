// One side of a comparison that bench/run.py makes: a process that does its work once each time it is told to.
//
//   ReadTexts(path)   the texts of a file: each as its number of bytes, a line break and the bytes
//   TakeTurns(work)   says "ready"; then for each line on stdin calls work() and prints how many seconds of CPU that took
#pragma once
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace lector::bench {

inline std::vector<std::string> ReadTexts(const char* path) {
  std::ifstream in(path, std::ios::binary);
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) {
    out.emplace_back(std::stoul(line), '\0');
    in.read(out.back().data(), static_cast<std::streamsize>(out.back().size()));
  }
  return out;
}

// work() returns false when it failed, which ends the turns with false.
template <typename Work>
bool TakeTurns(Work work) {
  std::puts("ready");
  std::fflush(stdout);
  for (std::string line; std::getline(std::cin, line);) {
    const std::clock_t begin = std::clock();
    if (!work()) return false;
    std::printf("%.6f\n", static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    std::fflush(stdout);
  }
  return true;
}

}  // namespace lector::bench
