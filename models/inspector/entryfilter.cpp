#include "models/inspector/entryfilter.h"

#include "models/inspector/entryfilterfields.h"
#include "models/inspector/entrysort.h"
#include "models/inspector/entrytext.h"
#include "models/textsearch.h"

#include <QCoreApplication>

#include <algorithm>

namespace larder {

namespace {

struct FilterText
{
    Q_DECLARE_TR_FUNCTIONS(larder::EntryFilter)
};

bool startsWith(QByteArrayView text, const QByteArray& start)
{
    return text.size() >= start.size()
        && qstrnicmp(text.data(), start.constData(), size_t(start.size())) == 0;
}

/// What a text of an entry has to be like.
struct Wanted
{
    QByteArray text;
    bool whole = false;

    [[nodiscard]] bool fits(QByteArrayView other) const
    {
        return (!whole || other.size() == text.size()) && startsWith(other, text);
    }
    [[nodiscard]] bool fitsAny(const QByteArrayList& others) const
    {
        return std::ranges::any_of(others, [&](const QByteArray& other) { return fits(other); });
    }
    /// With its schema or without.
    [[nodiscard]] bool fitsTable(const QByteArray& table) const
    {
        return fits(table) || fits(QByteArrayView(table).sliced(table.lastIndexOf('.') + 1));
    }
};

bool hasState(const EntryInfo& entry, QStringView state)
{
    if (state == u"outdated")
        return entry.outdated;
    if (state == u"stale")
        return entry.outdated || entry.state == EntryState::Expired;
    if (state == u"proven")
        return entry.state == EntryState::Proven;
    if (state == u"check" || state == u"doubtful")
        return entry.state == EntryState::Doubtful;
    return entry.state == (state == u"expired" ? EntryState::Expired : EntryState::Unverifiable);
}

Technique techniqueOf(QStringView kind)
{
    if (kind == u"row")
        return Technique::Individual;
    return kind == u"schema" ? Technique::Schema : Technique::All;
}

} // namespace

/// Reads one filter.
class EntryFilterParser
{
public:
    explicit EntryFilterParser(const QString& text) : m_text(text) { }

    [[nodiscard]] Result<EntryFilter> parse()
    {
        while (skipSpaces()) {
            const bool negated = peek() == u'-' && m_at + 1 < m_text.size() && !m_text[m_at + 1].isSpace();
            if (negated)
                ++m_at;
            Result<EntryFilter::Fits> part = readPart();
            if (!part)
                return part.error();
            m_filter.m_parts.push_back({std::move(part.value()), negated});
        }
        return m_filter;
    }

private:
    using Fits = EntryFilter::Fits;

    struct Value
    {
        QString text;
        bool quoted = false;
        qsizetype position = 0;
    };

    [[nodiscard]] QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }

    [[nodiscard]] bool skipSpaces()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
        return m_at < m_text.size();
    }

    [[nodiscard]] Result<Fits> readPart()
    {
        const qsizetype begin = m_at;
        qsizetype end = begin;
        while (end < m_text.size() && m_text[end].isLetter())
            ++end;
        const QString name = m_text.sliced(begin, end - begin);
        m_at = end;
        const QString op = name.isEmpty() ? QString() : readOperator();
        if (op.isEmpty()) {
            m_at = begin;
            return readWords();
        }
        const EntryFilterField* const field = entryFilterField(name);
        if (!field)
            return unknownName(name, begin);
        const qsizetype valueBegin = m_at;
        const Result<Value> value = readValue();
        if (!value)
            return value.error();
        if (isNumber(*field))
            return numberPart(*field, op, value.value());
        if (op != u":" && op != u"=")
            return wrong(FilterText::tr("“%1” is no number").arg(name),
                FilterText::tr("Write %1: and what it is.").arg(name), valueBegin - op.size());
        return field->kind == EntryFilterField::Kind::Choice ? choicePart(*field, value.value())
                                                             : textPart(*field, value.value());
    }

    [[nodiscard]] QString readOperator()
    {
        for (const char* const op : {":", "<=", ">=", "<", ">", "="}) {
            const QLatin1String text(op);
            if (QStringView(m_text).sliced(m_at).startsWith(text)) {
                m_at += text.size();
                return text;
            }
        }
        return {};
    }

    [[nodiscard]] Result<Value> readValue()
    {
        const qsizetype begin = m_at;
        if (peek() != u'"') {
            while (m_at < m_text.size() && !m_text[m_at].isSpace())
                ++m_at;
            return Value{m_text.sliced(begin, m_at - begin), false, begin};
        }
        const qsizetype end = m_text.indexOf(u'"', begin + 1);
        if (end < 0)
            return wrong(
                FilterText::tr("The quote has no end"), FilterText::tr("Write a second “\"”."), begin);
        m_at = end + 1;
        return Value{m_text.sliced(begin + 1, end - begin - 1), true, begin};
    }

    [[nodiscard]] Result<Fits> readWords()
    {
        const Result<Value> value = readValue();
        if (!value)
            return value.error();
        const TextSearch search(value.value().text);
        return Fits([search](const EntryInfo& entry, const ConnectionNames&) {
            const EntryFacts& facts = *entry.facts;
            const bool isSchema = facts.components.technique == Technique::Schema;
            return (isSchema ? search.isIn(entrySql(facts)) : search.isIn(facts.sql))
                || std::ranges::any_of(
                    facts.tables, [&](const QByteArray& table) { return search.isIn(table); });
        });
    }

    [[nodiscard]] Result<Fits> choicePart(const EntryFilterField& field, const Value& value) const
    {
        const QStringList choices = choicesOf(field);
        const QString choice = value.text.toLower();
        if (!choices.contains(choice))
            return wrong(FilterText::tr("%1 can't be “%2”").arg(QLatin1String(field.name), value.text),
                FilterText::tr("It can be: %1.").arg(choices.join(QStringLiteral(", "))), value.position);
        if (field.column == EntryColumn::Kind) {
            return Fits([wanted = techniqueOf(choice)](const EntryInfo& entry, const ConnectionNames&) {
                return entry.facts->components.technique == wanted;
            });
        }
        if (choice == u"yes" || choice == u"no") {
            return Fits([wanted = choice == u"yes"](const EntryInfo& entry, const ConnectionNames&) {
                return entry.pinned == wanted;
            });
        }
        return Fits(
            [choice](const EntryInfo& entry, const ConnectionNames&) { return hasState(entry, choice); });
    }

    [[nodiscard]] Result<Fits> textPart(const EntryFilterField& field, const Value& value) const
    {
        if (value.text.isEmpty() && !value.quoted)
            return wrong(FilterText::tr("Nothing stands behind “%1:”").arg(QLatin1String(field.name)),
                FilterText::tr("Write what it begins with, or all of it in quotes."), value.position);
        const Wanted wanted{value.text.toUtf8(), value.quoted};
        switch (field.column) {
        case EntryColumn::Tables:
            return Fits([wanted](const EntryInfo& entry, const ConnectionNames&) {
                return std::ranges::any_of(
                    entry.facts->tables, [&](const QByteArray& table) { return wanted.fitsTable(table); });
            });
        case EntryColumn::Tags:
            return Fits([wanted](const EntryInfo& entry, const ConnectionNames&) {
                return wanted.fitsAny(entry.tags);
            });
        case EntryColumn::User:
            return Fits([wanted](const EntryInfo& entry, const ConnectionNames&) {
                return wanted.fits(entry.facts->components.connection.user);
            });
        case EntryColumn::Key:
            return Fits([wanted](const EntryInfo& entry, const ConnectionNames&) {
                return wanted.fits(entry.facts->key);
            });
        default:
            return Fits([wanted](const EntryInfo& entry, const ConnectionNames& names) {
                return wanted.fits(names.of(entry.facts->components.connection).toUtf8());
            });
        }
    }

    [[nodiscard]] Result<Fits> numberPart(
        const EntryFilterField& field, const QString& op, const Value& value) const
    {
        const std::optional<qint64> number = numberIn(field, value.text);
        if (!number)
            return wrong(
                FilterText::tr("“%1” can't be compared with “%2”").arg(QLatin1String(field.name), value.text),
                exampleOf(field), value.position);
        const auto fits = [op, limit = *number](qint64 found) {
            if (op == u"<")
                return found < limit;
            if (op == u"<=")
                return found <= limit;
            if (op == u">")
                return found > limit;
            return op == u">=" ? found >= limit : found == limit;
        };
        return Fits([fits, column = field.column](const EntryInfo& entry, const ConnectionNames&) {
            return fits(entrySortNumber(entry, column));
        });
    }

    [[nodiscard]] static QString exampleOf(const EntryFilterField& field)
    {
        const QLatin1String name(field.name);
        switch (field.kind) {
        case EntryFilterField::Kind::Size:
            return FilterText::tr("Write a size, as in %1>10k or %1<1.5M.").arg(name);
        case EntryFilterField::Kind::Time:
        case EntryFilterField::Kind::Cost:
            return FilterText::tr("Write a time, as in %1>5m, %1<30s or %1>20ms.").arg(name);
        default:
            return FilterText::tr("Write a whole number, as in %1<2.").arg(name);
        }
    }

    [[nodiscard]] static Error unknownName(const QString& name, qsizetype position)
    {
        QStringList names;
        for (const EntryFilterField& field : entryFilterFields())
            names << QString::fromLatin1(field.name);
        return wrong(FilterText::tr("There is no “%1” to filter by").arg(name),
            FilterText::tr("Put it in quotes to search for it, or use one of: %1.")
                .arg(names.join(QStringLiteral(", "))),
            position);
    }

    [[nodiscard]] static Error wrong(const QString& what, const QString& advice, qsizetype position)
    {
        return {.what = FilterText::tr("%1 (character %2)").arg(what).arg(position + 1),
            .why = {},
            .advice = advice,
            .position = position};
    }

    const QString& m_text;
    qsizetype m_at = 0;
    EntryFilter m_filter;
};

Result<EntryFilter> EntryFilter::parse(const QString& text)
{
    return EntryFilterParser(text).parse();
}

bool EntryFilter::accepts(const EntryInfo& entry, const ConnectionNames& names) const
{
    return std::ranges::all_of(
        m_parts, [&](const Part& part) { return part.fits(entry, names) != part.negated; });
}

} // namespace larder
