#pragma once

#include <QString>

namespace larder {

/// What a fact says of the truth of something.
enum class FactMark { None, Good, Doubtful, Bad };

/// One line of an account: what it is about, and what is known of it.
struct Fact
{
    QString name = {};
    QString value = {};
    FactMark mark = FactMark::None;

    bool operator==(const Fact&) const = default;
};

} // namespace larder
