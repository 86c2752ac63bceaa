#include "engine/verify.h"

#include <iostream>

#include "app/commands/commands.h"
#include "app/text.h"
#include "engine/core/error.h"

namespace lab::app {
namespace {

struct VerifyOptions {
  std::string run;
  std::int64_t iterations = 0;
  int threads = 0;
};

int execute(const VerifyOptions& options) {
  const auto result = verifyRun(options.run, options.iterations,
                                {.threads = options.threads, .checkpoint = {}, .commandLine = {}});
  std::string scope = grouped(result.compared) + " evaluations up to iteration " + grouped(result.lastIteration);
  if (result.origin) {
    scope += ", from the checkpoint of iteration " + grouped(result.origin->iteration) +
             " where it was forked; what came before is in " + result.origin->parent;
  }
  if (!result.firstDifference) {
    std::cout << "identical (" << scope << ")" << std::endl;
    return kDone;
  }
  std::cout << "different from iteration " << grouped(*result.firstDifference) << " (" << scope << ")"
            << std::endl;
  std::cerr << "skewlab: the weights differ; another processor, LibTorch, BLAS or device than `skewlab "
               "inspect` shows"
               " may round differently"
            << std::endl;
  return static_cast<int>(ErrorKind::Run);
}

}  // namespace

void addVerify(CLI::App& program, Action& action) {
  const auto options = std::make_shared<VerifyOptions>();
  auto& command =
      *program.add_subcommand("verify", "Repeat the start of a run and compare the weights bit for bit");
  command.add_option("RUN.h5", options->run, "The run file")->required();
  command.add_option("--iterations", options->iterations, "How many to repeat; 0: about 200")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command.add_option("--threads", options->threads, "Worker threads; 0: one per core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command.footer(
      "Example: skewlab verify gaia.h5 --iterations 100\nA fork is repeated from the checkpoint it began with.\nWhat was changed while the run went is changed again.\nPrints \"identical\" or the first difference.");
  command.callback([options, &action] { action = [options] { return execute(*options); }; });
}

}  // namespace lab::app
