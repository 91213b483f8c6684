#include "tests/bench/policybench.h"

#include "tests/bench/replay.h"

#include <QCommandLineParser>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace larder::bench {

namespace {

constexpr std::array kFractions{0.001, 0.005, 0.01, 0.05, 0.1, 0.2};
constexpr std::array kPolicies{"LRU", "GDSF", "GDSF-MA3"};

QJsonObject measure(const Trace& trace, const char* policy, double fraction)
{
    const auto budget = qint64(double(trace.uniqueBytes) * fraction);
    const ReplayFigures figures = replay(trace, *makeEvictionPolicy(policy, budget));
    std::printf("%-22s %-9s %5.1f %%  saved %.4f  hits %.4f  byte hits %.4f  %6.0f ns\n",
        qPrintable(trace.name), policy, fraction * 100, figures.costSaved, figures.hitRatio,
        figures.byteHitRatio, figures.nanosecondsPerRequest);
    std::fflush(stdout);
    return {{QStringLiteral("trace"), trace.name}, {QStringLiteral("policy"), QString::fromLatin1(policy)},
        {QStringLiteral("capacity_fraction"), fraction}, {QStringLiteral("csr"), figures.costSaved},
        {QStringLiteral("hit"), figures.hitRatio}, {QStringLiteral("byte_hit"), figures.byteHitRatio},
        {QStringLiteral("ns"), figures.nanosecondsPerRequest}};
}

} // namespace

int runPolicyBench(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Replays traces of a cache under each eviction policy."));
    parser.addHelpOption();
    parser.addOption(
        {QStringLiteral("json"), QStringLiteral("Write the figures to FILE."), QStringLiteral("FILE")});
    parser.addPositionalArgument(QStringLiteral("TRACE…"), QStringLiteral("CSV files, plain or by gzip."));
    parser.process(arguments);
    if (parser.positionalArguments().isEmpty()) {
        std::fprintf(stderr, "larder_bench policy: name at least one trace\n");
        return 2;
    }
    QJsonArray figures;
    for (const QString& path : parser.positionalArguments()) {
        const Result<Trace> trace = readTrace(path);
        if (!trace) {
            std::fprintf(stderr, "larder_bench policy: %s\n", qPrintable(errorText(trace.error())));
            return 1;
        }
        for (const double fraction : kFractions) {
            for (const char* const policy : kPolicies)
                figures.append(measure(trace.value(), policy, fraction));
        }
    }
    QFile file(parser.value(QStringLiteral("json")));
    if (parser.isSet(QStringLiteral("json"))
        && !(file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(figures).toJson()) > 0)) {
        std::fprintf(stderr, "larder_bench policy: cannot write %s\n", qPrintable(file.fileName()));
        return 1;
    }
    return 0;
}

} // namespace larder::bench
