#include "models/rowsteps.h"

#include <algorithm>

namespace larder {

namespace {

/// Above this many separate runs of rows one new layout is cheaper for every view.
constexpr size_t kMostRuns = 8;

/// In place of a place: of what is wanted and not shown.
constexpr int kNew = -2;

/// Says in @p steps what of @p shown goes, and returns what stays.
std::vector<int> takeOut(const std::vector<int>& shown, const std::vector<int>& places, RowSteps& steps)
{
    const auto goes = [&](size_t place) {
        const int row = shown[place];
        return row < 0 || places[size_t(row)] != kNew;
    };
    std::vector<int> stay;
    std::vector<int> gathering;
    for (size_t place = 0; place < shown.size(); ++place) {
        if (goes(place))
            continue;
        stay.push_back(shown[place]);
        gathering.push_back(int(place));
    }
    steps.removals = runsIn(shown.size(), goes);
    if (steps.removals.size() > kMostRuns) {
        for (const RowRange& range : steps.removals) {
            for (int place = range.begin; place < range.end; ++place)
                gathering.push_back(place);
        }
        steps.removals = {{int(stay.size()), int(shown.size())}};
        steps.gathering = std::move(gathering);
    }
    std::ranges::reverse(steps.removals);
    return stay;
}

/// Says in @p steps how @p count rows, whose @p places are known, become @p wanted.
void putIn(int count, const std::vector<int>& wanted, const std::vector<int>& places, RowSteps& steps)
{
    const auto isNew = [&](size_t place) { return places[size_t(wanted[place])] == kNew; };
    steps.insertions = runsIn(wanted.size(), isNew);
    for (const RowRange& range : steps.insertions)
        steps.inserted.insert(steps.inserted.end(), wanted.begin() + range.begin, wanted.begin() + range.end);
    const bool atEnd = steps.insertions.size() > kMostRuns;
    std::vector<int> order;
    int added = count;
    for (size_t place = 0; place < wanted.size(); ++place) {
        if (!isNew(place))
            order.push_back(places[size_t(wanted[place])]);
        else if (atEnd)
            order.push_back(added++);
    }
    if (atEnd)
        steps.insertions = {{count, added}};
    if (!std::ranges::is_sorted(order))
        (atEnd ? steps.finalOrder : steps.order) = std::move(order);
}

} // namespace

RowSteps rowSteps(const std::vector<int>& shown, const std::vector<int>& wanted, std::vector<int>& places)
{
    for (const int row : wanted)
        places[size_t(row)] = kNew;
    RowSteps steps;
    const std::vector<int> stay = takeOut(shown, places, steps);
    for (size_t place = 0; place < stay.size(); ++place)
        places[size_t(stay[place])] = int(place);
    putIn(int(stay.size()), wanted, places, steps);
    for (const int row : wanted)
        places[size_t(row)] = -1;
    return steps;
}

std::vector<int> inOrder(const std::vector<int>& rows, const std::vector<int>& order)
{
    std::vector<int> ordered;
    ordered.reserve(order.size());
    for (const int place : order)
        ordered.push_back(rows[size_t(place)]);
    return ordered;
}

std::vector<int> placesAfter(const std::vector<int>& order)
{
    std::vector<int> places(order.size());
    for (size_t place = 0; place < order.size(); ++place)
        places[size_t(order[place])] = int(place);
    return places;
}

} // namespace larder
