// A fuzzer of readers of compiled files, which needs no more than a compiler: it damages a real file in a few places at a time
// and has it read and used, for as long as it is told; the sanitizers' build watches. Half the time it sets the checksum right
// again, so that the checks behind it are reached.
//
//   int main(int argc, char** argv) {
//     return lector::fuzz::Main(argc, argv, [](const std::string& path) { ... open and use; what fails is fine ... });
//   }
//
// FUZZ FILE [--seconds N] [--seed S]: exit status 0: nothing happened; 77: FILE is not there. Prints the seed; a crash is met
// again with it. The environment's FUZZ_SECONDS goes before --seconds.
#ifndef LECTOR_TESTS_FUZZ_FUZZ_H_
#define LECTOR_TESTS_FUZZ_FUZZ_H_

#include <functional>
#include <string>

namespace lector::fuzz {

// `use`: gets the path of a damaged file; returns whether it was accepted.
int Main(int argc, char** argv, const std::function<bool(const std::string& path)>& use);

}  // namespace lector::fuzz
#endif  // LECTOR_TESTS_FUZZ_FUZZ_H_
