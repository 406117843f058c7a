// What the C++ peers share: options as `--name value`, files of float64, and the protocol that `harness/peers.mjs`
// speaks with every peer over stdin and stdout, a line each:
//
//   peer, once it is set up:  {"ready": true, "version": …}
//   "run"                     the work from the start; answers {"seconds": wall time of it}
//   "write PATH"              the results of the last run as float64; answers {"numbers": how many}
//   end of stdin              the peer ends
#pragma once
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <thread>
#include <vector>

struct Options {
  std::map<std::string, std::string> values;
  Options(int count, char** words) {
    for (int k = 1; k + 1 < count; k += 2) values[std::string(words[k]).substr(2)] = words[k + 1];
  }
  const std::string& text(const char* name) const {
    auto found = values.find(name);
    if (found == values.end()) {
      std::fprintf(stderr, "--%s is missing\n", name);
      std::exit(2);
    }
    return found->second;
  }
  double number(const char* name) const { return std::stod(text(name)); }
  int count(const char* name) const { return std::stoi(text(name)); }
};

inline std::vector<double> readNumbers(const std::string& path) {
  FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) {
    std::perror(path.c_str());
    std::exit(2);
  }
  std::fseek(file, 0, SEEK_END);
  std::vector<double> numbers(std::ftell(file) / sizeof(double));
  std::rewind(file);
  if (std::fread(numbers.data(), sizeof(double), numbers.size(), file) != numbers.size()) std::exit(2);
  std::fclose(file);
  return numbers;
}

inline void writeNumbers(const std::string& path, const std::vector<double>& numbers) {
  FILE* file = std::fopen(path.c_str(), "wb");
  if (!file || std::fwrite(numbers.data(), sizeof(double), numbers.size(), file) != numbers.size()) std::exit(2);
  std::fclose(file);
}

/** Runs jobs 0 … count − 1 on `threads` threads; one that is done takes the next. */
inline void spread(int threads, int count, const std::function<void(int)>& job) {
  std::atomic<int> next{0};
  auto work = [&] {
    for (int k = next++; k < count; k = next++) job(k);
  };
  std::vector<std::thread> others;
  for (int k = 1; k < threads; k++) others.emplace_back(work);
  work();
  for (auto& one : others) one.join();
}

/** Serves the harness until it hangs up. `run` computes from the start, `results` returns what it left. */
inline int serve(const std::function<void()>& run, const std::function<std::vector<double>()>& results) {
  std::cout << "{\"ready\": true, \"version\": \"g++ " << __VERSION__ << "\"}" << std::endl;
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line == "run") {
      auto from = std::chrono::steady_clock::now();
      run();
      std::chrono::duration<double> took = std::chrono::steady_clock::now() - from;
      std::printf("{\"seconds\": %.9g}\n", took.count());
      std::fflush(stdout);
    } else if (line.rfind("write ", 0) == 0) {
      auto numbers = results();
      writeNumbers(line.substr(6), numbers);
      std::cout << "{\"numbers\": " << numbers.size() << "}" << std::endl;
    }
  }
  return 0;
}
