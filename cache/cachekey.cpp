#include "cache/cachekey.h"

#include <QCoreApplication>
#include <QLocale>
#include <QtEndian>

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace larder {

namespace {

// Raised when the canonical form changes, so that keys of another version can't be mistaken.
constexpr QByteArrayView kNamespace("larder");
constexpr char kFormatVersion = 3;

/// Counts the bytes of a canonical form, so that it is written into memory of the right size.
class ByteCounter
{
public:
    void add(const void* /*bytes*/, qsizetype count) { m_count += count; }
    [[nodiscard]] qsizetype count() const { return m_count; }

private:
    qsizetype m_count = 0;
};

/// Writes them.
class ByteWriter
{
public:
    explicit ByteWriter(char* to) : m_to(to) { }
    void add(const void* bytes, qsizetype count)
    {
        std::memcpy(m_to, bytes, size_t(count));
        m_to += count;
    }

private:
    char* m_to;
};

template <typename Sink>
void addByte(Sink& sink, int byte)
{
    const char value = char(byte);
    sink.add(&value, 1);
}

template <typename Sink>
void addNumber(Sink& sink, quint64 number)
{
    const quint64 little = qToLittleEndian(number);
    sink.add(&little, sizeof little);
}

// A length before every text keeps neighbours apart: ("ab", "c") and ("a", "bc") differ.
template <typename Sink>
void addField(Sink& sink, const QByteArray& field)
{
    addNumber(sink, quint64(field.size()));
    sink.add(field.constData(), field.size());
}

template <typename Sink>
void addValue(Sink& sink, const Value& value)
{
    addByte(sink, int(value.index()));
    if (const auto* integer = std::get_if<qint64>(&value))
        addNumber(sink, std::bit_cast<quint64>(*integer));
    else if (const auto* real = std::get_if<double>(&value))
        addNumber(sink, std::bit_cast<quint64>(*real));
    else if (const auto* text = std::get_if<Text>(&value))
        addField(sink, text->utf8);
    else if (const auto* blob = std::get_if<Blob>(&value))
        addField(sink, blob->bytes);
}

template <typename Sink>
void addCanonical(Sink& sink, const KeyView& components, const Digest& sqlDigest)
{
    sink.add(kNamespace.data(), kNamespace.size());
    addByte(sink, kFormatVersion);
    addByte(sink, int(components.technique));
    addField(sink, components.connection.engine);
    addField(sink, components.connection.database);
    addField(sink, components.connection.user);
    addNumber(sink, quint64(components.sql.size()));
    addNumber(sink, sqlDigest[0]);
    addNumber(sink, sqlDigest[1]);
    addNumber(sink, components.parameters.size());
    for (const Parameter& parameter : components.parameters) {
        addField(sink, parameter.name);
        addValue(sink, parameter.value);
    }
    addNumber(sink, components.settings.size());
    for (const SessionSetting& setting : components.settings) {
        addField(sink, setting.name);
        addField(sink, setting.value);
    }
    addByte(sink, int(components.precision));
    addNumber(sink, quint64(components.rowLimit));
}

/// The bytes that @p add adds to a sink.
template <typename Add>
QByteArray written(const Add& add)
{
    ByteCounter counter;
    add(counter);
    QByteArray bytes(counter.count(), Qt::Uninitialized);
    ByteWriter writer(bytes.data());
    add(writer);
    return bytes;
}

QByteArray canonical(const KeyView& components)
{
    const Digest sqlDigest = components.sqlDigest ? *components.sqlDigest : digestOf(components.sql);
    return written([&](auto& sink) { addCanonical(sink, components, sqlDigest); });
}

QByteArray bytesOf(const Value& value)
{
    return written([&](auto& sink) { addValue(sink, value); });
}

QString tr(const char* text)
{
    return QCoreApplication::translate("KeyDifference", text);
}

QString described(const Value& value)
{
    static constexpr std::array kTypes{"", "integer ", "real ", "text ", "blob "};
    return QString::fromLatin1(kTypes.at(value.index()))
        + QString::fromUtf8(literalFromValue(value).left(40));
}

QString parameterDifference(const std::vector<Parameter>& before, const std::vector<Parameter>& now)
{
    if (before.size() != now.size())
        return tr("the number of parameters was %1, is now %2").arg(before.size()).arg(now.size());
    for (size_t i = 0; i < now.size(); ++i) {
        if (before[i].name != now[i].name)
            return tr("a parameter was named %1, is now named %2")
                .arg(QString::fromUtf8(before[i].name), QString::fromUtf8(now[i].name));
        // By bits, as the key has it: 0.0 is not -0.0, and a not-a-number equals itself.
        if (bytesOf(before[i].value) != bytesOf(now[i].value))
            return tr("parameter %1 was %2, is now %3")
                .arg(QString::fromUtf8(now[i].name), described(before[i].value), described(now[i].value));
    }
    return {};
}

QString settingDifference(const std::vector<SessionSetting>& before, const std::vector<SessionSetting>& now)
{
    for (const SessionSetting& setting : now) {
        const auto old = std::find_if(before.begin(), before.end(),
            [&](const SessionSetting& each) { return each.name == setting.name; });
        const QByteArray was = old == before.end() ? QByteArray() : old->value;
        if (was != setting.value)
            return tr("the setting %1 was \"%2\", is now \"%3\"")
                .arg(QString::fromUtf8(setting.name), QString::fromUtf8(was),
                    QString::fromUtf8(setting.value));
    }
    return before == now ? QString() : tr("the settings of the session");
}

QString rowsText(qint64 rowLimit)
{
    return rowLimit == 0 ? tr("all rows") : tr("the first %1 rows").arg(QLocale().toString(rowLimit));
}

} // namespace

Digest digestOf(const QByteArray& bytes)
{
    const XXH128_hash_t hash = XXH3_128bits(bytes.constData(), size_t(bytes.size()));
    return {hash.high64, hash.low64};
}

CacheKey::CacheKey(const KeyComponents& components)
    : CacheKey(KeyView{components.technique, components.connection, components.sql, components.parameters,
        components.rowLimit, components.settings, components.precision})
{
}

CacheKey::CacheKey(const KeyView& components) : m_bytes(canonical(components)), m_sql(components.sql)
{
    m_digest = digestOf(m_bytes);
}

// One text is the same memory most of the time, and then need not be read.
bool CacheKey::operator==(const CacheKey& other) const
{
    return m_digest == other.m_digest && m_bytes == other.m_bytes && m_sql.size() == other.m_sql.size()
        && (m_sql.constData() == other.m_sql.constData() || m_sql == other.m_sql);
}

QByteArray CacheKey::hex() const
{
    constexpr qsizetype kDigits = 16;
    QByteArray text(2 * kDigits, Qt::Uninitialized);
    for (qsizetype i = 0; i < text.size(); ++i)
        text[i]
            = "0123456789abcdef"[m_digest[size_t(i / kDigits)] >> (4 * (kDigits - 1 - i % kDigits)) & 15U];
    return text;
}

QStringList differingSettings(
    const std::vector<SessionSetting>& one, const std::vector<SessionSetting>& other)
{
    QStringList names;
    const auto addMissing = [&names](const auto& from, const auto& in) {
        for (const SessionSetting& setting : from) {
            const QString name = QString::fromUtf8(setting.name);
            if (std::ranges::find(in, setting) == in.end() && !names.contains(name))
                names << name;
        }
    };
    addMissing(one, other);
    addMissing(other, one);
    return names;
}

QString keyDifference(const KeyComponents& before, const KeyComponents& now)
{
    if (before.sql != now.sql)
        return tr("the SQL text");
    if (databaseOf(before.connection) != databaseOf(now.connection))
        return tr("the database");
    if (before.connection != now.connection)
        return tr("the user");
    if (before.technique != now.technique)
        return tr("the technique");
    if (const QString difference = parameterDifference(before.parameters, now.parameters);
        !difference.isEmpty())
        return difference;
    if (const QString difference = settingDifference(before.settings, now.settings); !difference.isEmpty())
        return difference;
    if (before.precision != now.precision)
        return tr("how numbers are read");
    if (before.rowLimit != now.rowLimit)
        return tr("%1 were asked for, now %2").arg(rowsText(before.rowLimit), rowsText(now.rowLimit));
    return {};
}

} // namespace larder
