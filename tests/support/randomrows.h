#pragma once

#include "tests/support/results.h"

#include <cmath>
#include <limits>
#include <random>

namespace larder::test {

/// What a column of a random result holds.
enum class Values { Integers, Reals, Numbers, Texts, Anything };

/// A value of @p kind; few enough that equal ones are frequent.
inline Value randomValue(std::mt19937& random, Values kind)
{
    static const QByteArrayList texts{"", "a", "A", "b", "ab", "abcdefgh", "abcdefgh1", "abcdefgh\xff", "ä",
        "Ä", "zz", "10", "9", QByteArray("a\0b", 3), "Tea", "tea"};
    static const std::vector<qint64> integers{0, 1, -1, 2, 255, 256, -256, qint64(1) << 53,
        (qint64(1) << 53) + 1, std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()};
    static const std::vector<double> reals{0.0, -0.0, 0.5, -1.5, 2, 1e300, -1e300, 9007199254740992.0,
        std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(), std::nan("")};
    if (random() % 5 == 0)
        return {};
    const auto oneOf
        = [&random](const auto& list) { return list[decltype(list.size())(random() % size_t(list.size()))]; };
    switch (kind) {
    case Values::Integers:
        return oneOf(integers);
    case Values::Reals:
        return oneOf(reals);
    case Values::Numbers:
        return random() % 2 == 0 ? Value(oneOf(integers)) : Value(oneOf(reals));
    case Values::Texts:
        return text(oneOf(texts));
    case Values::Anything:
        break;
    }
    switch (random() % 4) {
    case 0:
        return oneOf(integers);
    case 1:
        return oneOf(reals);
    case 2:
        return text(oneOf(texts));
    default:
        return blob(oneOf(texts));
    }
}

/// @p rows rows with a column of each of Values.
inline ResultPtr randomResult(std::mt19937& random, int rows)
{
    ResultBuilder builder(std::vector<ColumnInfo>(5));
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < 5; ++column)
            append(builder.column(column), randomValue(random, Values(column)));
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

} // namespace larder::test
