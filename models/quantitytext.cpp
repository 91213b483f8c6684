#include "models/quantitytext.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace larder {

namespace {

using namespace std::chrono_literals;

/// A unit is used with these decimals as long as the rounded number stays below the limit.
struct Scale
{
    double nanoseconds;
    int decimals;
    double limit;
    const char16_t* unit;
};

constexpr std::array kScales{
    Scale{1, 0, 1000, u"ns"},
    Scale{1e3, 1, 10, u"µs"},
    Scale{1e3, 0, 1000, u"µs"},
    Scale{1e6, 1, 10, u"ms"},
    Scale{1e6, 0, 1000, u"ms"},
    Scale{1e9, 2, 10, u"s"},
    Scale{1e9, 1, 60, u"s"},
};

QLocale plainLocale()
{
    QLocale locale;
    locale.setNumberOptions(locale.numberOptions() | QLocale::OmitGroupSeparator);
    return locale;
}

QString withUnit(const QString& number, QStringView unit)
{
    return QStringLiteral("%1 %2").arg(number, unit);
}

/// Of the locale; a hyphen would be read as a dash in front of a number.
QString minusSign()
{
    const QString sign = QLocale().negativeSign();
    return sign == u"-" ? QStringLiteral("−") : sign;
}

/// "2 h 05 min": a large unit and the rest in the next smaller one.
QString twoUnits(qint64 large, QStringView largeUnit, qint64 small, QStringView smallUnit, int digits)
{
    const QLocale locale = plainLocale();
    const QString rest = locale.toString(small).rightJustified(digits, locale.zeroDigit().at(0));
    return withUnit(locale.toString(large), largeUnit) + u' ' + withUnit(rest, smallUnit);
}

QString longDurationText(std::chrono::seconds duration)
{
    if (duration >= 1h)
        return ageText(duration);
    return twoUnits(duration / 1min, u"min", (duration % 1min).count(), u"s", 2);
}

} // namespace

QString countedText(qint64 count, const QString& one, const QString& many)
{
    return count == 1 ? one : many.arg(QLocale().toString(count));
}

QString bytesText(qint64 bytes)
{
    const QLocale locale = plainLocale();
    double number = std::abs(double(bytes));
    if (number < 1024)
        return withUnit(locale.toString(bytes), u"B");
    while (number >= 1024)
        number /= 1024;
    const int decimals = number < 9.95 ? 1 : 0;
    return locale.formattedDataSize(bytes, decimals, QLocale::DataSizeTraditionalFormat);
}

QString durationText(std::chrono::nanoseconds duration)
{
    if (duration == 0ns)
        return withUnit(plainLocale().toString(0), u"ms");
    if (duration < 0ns)
        return minusSign() + durationText(-std::max(duration, -std::chrono::nanoseconds::max()));
    const auto nanoseconds = double(duration.count());
    for (const Scale& scale : kScales) {
        const double number = nanoseconds / scale.nanoseconds;
        const double step = std::pow(10.0, scale.decimals);
        if (std::round(number * step) / step < scale.limit)
            return withUnit(plainLocale().toString(number, 'f', scale.decimals), scale.unit);
    }
    return longDurationText(std::chrono::seconds(std::llround(nanoseconds / 1e9)));
}

QString ageText(std::chrono::milliseconds age)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(std::max(age, 0ms));
    if (seconds < 1min)
        return withUnit(plainLocale().toString(qint64(seconds.count())), u"s");
    if (seconds < 1h)
        return withUnit(plainLocale().toString(qint64(seconds / 1min)), u"min");
    if (seconds < 24h)
        return twoUnits(seconds / 1h, u"h", (seconds % 1h) / 1min, u"min", 2);
    return twoUnits(seconds / 24h, u"d", (seconds % 24h) / 1h, u"h", 1);
}

QString momentText(const QDateTime& moment, const QDateTime& now)
{
    if (!moment.isValid())
        return {};
    const QDateTime local = moment.toLocalTime();
    const bool withinADay = std::chrono::abs(std::chrono::milliseconds(moment.msecsTo(now))) < 24h;
    return withinADay ? local.toString(u"HH:mm:ss") : local.toString(u"yyyy-MM-dd");
}

} // namespace larder
