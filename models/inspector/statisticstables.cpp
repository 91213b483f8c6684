#include "models/inspector/statisticstables.h"

#include "models/inspector/cuttext.h"
#include "models/inspector/entrytext.h"
#include "models/inspector/eventtext.h"
#include "models/quantitytext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace larder {

namespace {

using Shape = ChartTable::Shape;
using Unit = ChartTable::Unit;
using std::chrono::seconds;

struct StatisticsText
{
    Q_DECLARE_TR_FUNCTIONS(larder::Statistics)
};

double nanosecondsOf(std::chrono::nanoseconds duration)
{
    return double(duration.count());
}

double percentileOf(const LatencyHistogram& histogram, int percent)
{
    return histogram.count() == 0 ? ChartTable::kNothing
                                  : nanosecondsOf(histogram.percentile(percent / 100.0));
}

/// The upper bounds of the classes of what is left to live.
constexpr std::array kTtlBounds{
    seconds(1), seconds(10), seconds(30), seconds(60), seconds(300), seconds(900), seconds(3'600)};

} // namespace

ChartTable figuresTable(const CacheFigures& figures)
{
    ChartTable table{.title = StatisticsText::tr("Figures"),
        .columns = {StatisticsText::tr("Figure"), StatisticsText::tr("Value")}};
    const auto add = [&table](const QString& label, double value, Unit unit = Unit::Count) {
        table.rows.push_back({label, {value}, unit});
    };
    add(StatisticsText::tr("Requests"), double(figures.requests()));
    const bool hasAsked = figures.allHits() + figures.allMisses() > 0;
    add(StatisticsText::tr("Hit ratio"), hasAsked ? figures.hitRatio() : ChartTable::kNothing, Unit::Share);
    add(StatisticsText::tr("Hits"), double(figures.allHits()));
    for (const HitClass hitClass : kHitClasses)
        add(StatisticsText::tr("Hits, %1").arg(hitClassText(hitClass)),
            double(figures.hits.at(size_t(hitClass))));
    add(StatisticsText::tr("Misses"), double(figures.allMisses()));
    add(StatisticsText::tr("Misses that joined"), double(figures.joined));
    add(StatisticsText::tr("Bypasses"), double(figures.allBypasses()));
    add(StatisticsText::tr("Time saved"), nanosecondsOf(figures.timeSaved), Unit::Nanoseconds);
    for (const int percent : {50, 95, 99})
        add(StatisticsText::tr("Hit latency, p%1").arg(percent), percentileOf(figures.hitLatency, percent),
            Unit::Nanoseconds);
    for (const int percent : {50, 95, 99})
        add(StatisticsText::tr("Database latency, p%1").arg(percent),
            percentileOf(figures.missLatency, percent), Unit::Nanoseconds);
    if (figures.timeSaved.count() < 0)
        table.note
            = StatisticsText::tr("Time saved is below zero where the database answers quicker than the "
                                 "cache looks up and checks, as with small statements on a local file.");
    return table;
}

ChartTable reasonsTable(const CacheFigures& figures)
{
    ChartTable table{.title = StatisticsText::tr("Misses and bypasses by reason"),
        .shape = Shape::Ranking,
        .columns
        = {StatisticsText::tr("Reason"), StatisticsText::tr("Misses"), StatisticsText::tr("Bypasses")},
        .colours = {5, 6}};
    for (size_t code = 0; code < figures.misses.size(); ++code) {
        const auto misses = double(figures.misses[code]);
        const auto bypasses = double(figures.bypasses[code]);
        if (misses != 0 || bypasses != 0)
            table.rows.push_back({reasonText({ReasonCode(code)}), {misses, bypasses}});
    }
    std::ranges::stable_sort(
        table.rows, std::greater(), [](const ChartTable::Row& row) { return row.values[0] + row.values[1]; });
    return table;
}

ChartTable latencyTable(const CacheFigures& figures)
{
    constexpr int kStep = LatencyHistogram::kClassesPerDoubling;
    const auto percentiles = [](const LatencyHistogram& histogram) {
        const auto text = [&](int percent) {
            return chartValueText(percentileOf(histogram, percent), Unit::Nanoseconds);
        };
        return StatisticsText::tr("p50 %1, p95 %2, p99 %3").arg(text(50), text(95), text(99));
    };
    ChartTable table{.title = StatisticsText::tr("Latency"),
        .note = StatisticsText::tr("Hits: %1. Database: %2.")
                    .arg(percentiles(figures.hitLatency), percentiles(figures.missLatency)),
        .shape = Shape::Bars,
        .columns = {StatisticsText::tr("From"), StatisticsText::tr("Hits"), StatisticsText::tr("Database")},
        .colours = {0, 5}};
    for (int first = 0; first < LatencyHistogram::kClasses; first += kStep) {
        ChartTable::Row row{durationText(LatencyHistogram::beginOf(first)), {0, 0}};
        for (int number = first; number < first + kStep; ++number) {
            row.values[0] += double(figures.hitLatency.inClass(number));
            row.values[1] += double(figures.missLatency.inClass(number));
        }
        table.rows.push_back(std::move(row));
    }
    const auto isEmpty = [](const ChartTable::Row& row) { return row.values[0] + row.values[1] == 0; };
    while (!table.rows.empty() && isEmpty(table.rows.back()))
        table.rows.pop_back();
    table.rows.erase(table.rows.begin(), std::ranges::find_if_not(table.rows, isEmpty));
    return table;
}

ChartTable timeSavedTable(
    EventFigures& figures, EventFigures::Period period, const EventFigures::Choice& choice)
{
    constexpr size_t kMost = 20;
    ChartTable table{.title = StatisticsText::tr("Time saved by query"),
        .note = StatisticsText::tr("Below zero where the database would have been quicker."),
        .shape = Shape::Ranking,
        .columns = {StatisticsText::tr("Query"), StatisticsText::tr("Time saved")}};
    figures.forEach(period, choice, [&](const EventFigures::Statement& statement, const CacheFigures& of) {
        if (of.allHits() == 0)
            return;
        const QString sql = statement.sql.isEmpty() ? StatisticsText::tr("(other statements)")
                                                    : firstLine(statement.sql).left(100);
        table.rows.push_back({sql, {nanosecondsOf(of.timeSaved)}, Unit::Nanoseconds});
    });
    const auto size = [](const ChartTable::Row& row) { return std::abs(row.values[0]); };
    std::ranges::stable_sort(table.rows, std::greater(), size);
    if (table.rows.size() > kMost)
        table.rows.resize(kMost);
    std::ranges::stable_sort(
        table.rows, std::greater(), [](const ChartTable::Row& row) { return row.values[0]; });
    return table;
}

ChartTable memoryTable(const std::vector<EntryInfo>& entries)
{
    ChartTable table{.title = StatisticsText::tr("Memory by table"),
        .shape = Shape::Areas,
        .columns
        = {StatisticsText::tr("Tables"), StatisticsText::tr("Memory"), StatisticsText::tr("Entries")}};
    QHash<QString, size_t> places;
    for (const EntryInfo& entry : entries) {
        const QString tables = entry.facts->components.technique == Technique::Schema
            ? StatisticsText::tr("(schema)")
            : entryTablesText(entry);
        if (!places.contains(tables)) {
            places.insert(tables, table.rows.size());
            table.rows.push_back(
                {tables.isEmpty() ? StatisticsText::tr("(no table)") : tables, {0, 0}, Unit::Bytes});
        }
        std::vector<double>& values = table.rows[places.value(tables)].values;
        values[0] += double(entry.bytes);
        values[1] += 1;
    }
    std::ranges::stable_sort(
        table.rows, std::greater(), [](const ChartTable::Row& row) { return row.values[0]; });
    return table;
}

ChartTable ttlTable(const std::vector<EntryInfo>& entries)
{
    ChartTable table{.title = StatisticsText::tr("Time to live that is left"),
        .shape = Shape::Bars,
        .columns = {StatisticsText::tr("Up to"), StatisticsText::tr("Entries")},
        .colours = {1}};
    for (const seconds bound : kTtlBounds)
        table.rows.push_back({ageText(bound), {0}});
    table.rows.push_back({StatisticsText::tr("longer"), {0}});
    table.rows.push_back({StatisticsText::tr("no end"), {0}});
    for (const EntryInfo& entry : entries) {
        size_t place = kTtlBounds.size() + 1;
        if (entry.ttlLeft)
            place = size_t(std::ranges::lower_bound(kTtlBounds, *entry.ttlLeft) - kTtlBounds.begin());
        table.rows[place].values[0] += 1;
    }
    return table;
}

ChartTable ageHitsTable(const std::vector<EntryInfo>& entries)
{
    constexpr size_t kMost = 500;
    ChartTable table{.title = StatisticsText::tr("Age against hits"),
        .shape = Shape::Points,
        .columns
        = {StatisticsText::tr("Entry"), StatisticsText::tr("Age in seconds"), StatisticsText::tr("Hits")}};
    std::vector<const EntryInfo*> most;
    most.reserve(entries.size());
    for (const EntryInfo& entry : entries)
        most.push_back(&entry);
    const size_t count = std::min(kMost, most.size());
    const auto middle = most.begin() + std::ptrdiff_t(count);
    std::ranges::partial_sort(
        most, middle, std::greater(), [](const EntryInfo* entry) { return entry->hits; });
    for (const EntryInfo* const entry : std::span(most).first(count)) {
        const QString sql = firstLine(entry->facts->sql).left(100);
        table.rows.push_back({QStringLiteral("%1: %2").arg(quint64(entry->id)).arg(sql),
            {double(std::chrono::floor<std::chrono::seconds>(entry->age).count()), double(entry->hits)}});
    }
    if (entries.size() > kMost)
        table.note = StatisticsText::tr("The %1 entries with the most hits.").arg(kMost);
    return table;
}

ChartTable comparisonTable(const ChartTable& before, const ChartTable& after)
{
    ChartTable table{.title = StatisticsText::tr("Comparison of A and B"),
        .columns = {StatisticsText::tr("Figure"), QStringLiteral("A"), QStringLiteral("B"),
            StatisticsText::tr("Difference")}};
    for (size_t i = 0; i < std::min(before.rows.size(), after.rows.size()); ++i) {
        const double a = before.rows[i].values[0];
        const double b = after.rows[i].values[0];
        const bool isKnown = a != ChartTable::kNothing && b != ChartTable::kNothing;
        table.rows.push_back(
            {after.rows[i].label, {a, b, isKnown ? b - a : ChartTable::kNothing}, after.rows[i].unit});
    }
    return table;
}

} // namespace larder
