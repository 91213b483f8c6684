#include "cache/sql/sqlclassifier.h"

#include "cache/sql/sqlscan.h"
#include "cache/sql/sqlsplitter.h"
#include "cache/sql/sqlverbs.h"

namespace larder {

namespace {

/// Classifies one reading of a statement.
class Classifier final
{
public:
    Classifier(QByteArrayView sql, const SqlCode& code) : m_sql(sql), m_code(code) { }

    SqlClassification run();

private:
    void fail(UncacheableRule rule, const SqlToken& token);
    void classifyVerb(qsizetype verb);
    void classifyQuery();
    void classifyChange(qsizetype verb);
    void classifyExplain(qsizetype verb);
    void classifyPragma(qsizetype verb);
    void classifyOther(qsizetype verb);
    void applyScan();
    void chooseRule();
    void takeNames(const SqlTables& tables);
    [[nodiscard]] bool hasWord(QByteArrayView word, qsizetype from) const;
    [[nodiscard]] bool hasSeveralStatements() const;

    QByteArrayView m_sql;
    const SqlCode& m_code;
    SqlFindings m_findings;
    SqlClassification m_result;
};

SqlClassification Classifier::run()
{
    m_result.token = m_code.token(0);
    if (const auto defect = m_code.defect()) {
        m_result.changesSession = true;
        fail(UncacheableRule::Malformed, *defect);
        return m_result;
    }
    if (m_code.size() == 0) {
        m_result.readOnly = true;
        m_result.tablesKnown = true;
        m_result.rule = UncacheableRule::Empty;
        return m_result;
    }
    const qsizetype verb = mainVerb(m_code);
    m_result.verb = m_code.text(verb).toByteArray().toUpper();
    m_result.token = m_code.token(verb);
    m_result.hasWhere = hasWord("WHERE", verb);
    if (hasSeveralStatements()) {
        m_result.changesSession = true;
        m_result.returnsRows = true;
        fail(UncacheableRule::SeveralStatements, m_code.token(verb));
    } else {
        classifyVerb(verb);
    }
    return m_result;
}

bool Classifier::hasSeveralStatements() const
{
    for (qsizetype i = 0; i < m_code.size(); ++i) {
        if (m_code.has(i, SqlTokenKind::Terminator))
            return splitSql(m_sql, m_code.dialect()).size() != 1;
    }
    return false;
}

void Classifier::fail(UncacheableRule rule, const SqlToken& token)
{
    m_result.readOnly = false;
    m_result.cacheable = false;
    m_result.tablesKnown = rule == UncacheableRule::NotARead && m_result.tablesKnown;
    m_result.rule = rule;
    m_result.token = token;
}

/// Whether @p word stands in the statement that begins at @p from, outside parentheses.
bool Classifier::hasWord(QByteArrayView word, qsizetype from) const
{
    for (qsizetype i = from; i < m_code.size(); ++i) {
        if (m_code.isMark(i, "("))
            i = m_code.partner(i);
        else if (m_code.isWord(i, word) && !m_code.isLabel(i))
            return true;
    }
    return false;
}

void Classifier::classifyVerb(qsizetype verb)
{
    switch (sqlVerbKind(m_code, verb)) {
    case SqlVerbKind::Query:
        classifyQuery();
        break;
    case SqlVerbKind::Change:
        classifyChange(verb);
        break;
    case SqlVerbKind::Explain:
        classifyExplain(verb);
        break;
    case SqlVerbKind::Pragma:
        classifyPragma(verb);
        break;
    case SqlVerbKind::Show:
        m_findings = scanSql(m_code, {});
        m_result.returnsRows = true;
        m_result.readOnly = !m_findings.writing && !m_findings.unknown && !m_findings.several;
        m_result.tablesKnown = !m_findings.unknown;
        m_result.rule = m_result.readOnly ? UncacheableRule::Metadata : UncacheableRule::NotARead;
        break;
    default:
        classifyOther(verb);
        break;
    }
}

void Classifier::takeNames(const SqlTables& tables)
{
    for (const SqlTableName& table : tables.reads)
        m_result.reads.push_back(table.name);
    for (const SqlTableName& table : tables.writes)
        m_result.writes.push_back(table.name);
    for (const SqlTableName& sequence : m_findings.sequences)
        m_result.writes.push_back(sequence.name);
}

void Classifier::applyScan()
{
    const SqlTables tables = sqlTables(m_code, 0);
    m_findings = scanSql(m_code, tables);
    takeNames(tables);
    m_result.tablesKnown = !m_findings.unknown && !m_findings.several;
    m_result.changesSession = m_findings.session || m_findings.several.has_value();
}

void Classifier::classifyQuery()
{
    applyScan();
    const bool into = hasWord("INTO", 0);
    m_result.returnsRows = !into;
    // A temporary table hides another of its name, and a variable is part of the session.
    m_result.changesSession = m_result.changesSession || (into && intoSession(m_code));
    m_result.readOnly
        = !m_findings.several && !m_findings.writing && !m_findings.locking && !m_findings.unknown;
    chooseRule();
    m_result.cacheable = m_result.readOnly && m_result.rule == UncacheableRule::None;
}

void Classifier::chooseRule()
{
    m_result.rule = UncacheableRule::None;
    m_result.token = {};
    const auto consider = [this](const std::optional<SqlToken>& finding, UncacheableRule rule) {
        if (!finding || m_result.rule != UncacheableRule::None)
            return;
        m_result.rule = rule;
        m_result.token = *finding;
    };
    consider(m_findings.several, UncacheableRule::SeveralStatements);
    consider(m_findings.writing, UncacheableRule::NotARead);
    consider(m_findings.locking, UncacheableRule::LockingRead);
    consider(m_findings.changing, UncacheableRule::Volatile);
    consider(m_findings.unknown, UncacheableRule::UnknownFunction);
    consider(m_findings.catalog, UncacheableRule::TemporaryOrCatalog);
}

void Classifier::classifyChange(qsizetype verb)
{
    applyScan();
    m_result.tablesKnown = m_result.tablesKnown && !m_result.writes.empty();
    m_result.returnsRows = hasWord("RETURNING", verb) || hasWord("OUTPUT", verb);
    fail(UncacheableRule::NotARead, m_code.token(verb));
}

void Classifier::classifyExplain(qsizetype verb)
{
    const SqlExplained explained = explainedStatement(m_code, verb);
    m_result.returnsRows = true;
    m_result.tablesKnown = true;
    if (explained.table) {
        m_result.readOnly = true;
        m_result.rule = UncacheableRule::Metadata;
        return;
    }
    SqlTables tables = sqlTables(m_code, explained.statement);
    tables.callsNothing[static_cast<size_t>(verb)] = true; // EXPLAIN (options)
    m_findings = scanSql(m_code, tables);
    const SqlVerbKind kind = sqlVerbKind(m_code, mainVerb(m_code, explained.statement));
    const bool query = kind == SqlVerbKind::Query;
    const bool effects
        = m_findings.unknown || m_findings.several || m_findings.session || !m_findings.sequences.empty();
    m_result.readOnly = !effects
        && ((query && !m_findings.writing && !m_findings.locking)
            || (!explained.executes && (query || kind == SqlVerbKind::Change)));
    m_result.rule = m_result.readOnly ? UncacheableRule::Metadata : UncacheableRule::NotARead;
    takeNames(tables);
    if (!explained.executes)
        m_result.writes.clear();
    m_result.tablesKnown = !effects && (query || kind == SqlVerbKind::Change);
    m_result.changesSession = !m_result.readOnly && !m_result.tablesKnown;
}

void Classifier::classifyPragma(qsizetype verb)
{
    qsizetype name = verb + 1;
    if (m_code.isMark(name + 1, "."))
        name += 2;
    const bool argument = m_code.isMark(name + 1, "(") && m_code.partner(name + 1) == m_code.size() - 1;
    m_result.readOnly = (argument || name + 1 == m_code.size()) && isPurePragma(m_code.name(name), argument);
    m_result.returnsRows = true;
    m_result.tablesKnown = m_result.readOnly;
    m_result.changesSession = !m_result.readOnly;
    m_result.rule = m_result.readOnly ? UncacheableRule::Metadata : UncacheableRule::NotARead;
    m_result.token = m_code.token(m_result.readOnly ? verb : name);
}

void Classifier::classifyOther(qsizetype verb)
{
    const SqlVerbEffects effects = sqlVerbEffects(m_code, verb);
    const bool several = scanSql(m_code, effects.tables).several.has_value();
    m_result.transactionControl = effects.transactionControl;
    m_result.changesSession = effects.changesSession || several;
    m_result.returnsRows = effects.returnsRows;
    m_result.tablesKnown = effects.tablesKnown && !several;
    takeNames(effects.tables);
    fail(UncacheableRule::NotARead, m_code.token(verb));
}

SqlClassification classifyReading(QByteArrayView sql, const SqlCode& code)
{
    return Classifier(sql, code).run();
}

void unite(std::vector<QByteArray>& names, const std::vector<QByteArray>& others)
{
    for (const QByteArray& name : others) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    }
}

} // namespace

SqlClassification classifySql(QByteArrayView sql, SqlDialect dialect)
{
    const SqlCode code(sql, dialect, SqlCode::Reading::Code);
    SqlClassification result = classifyReading(sql, code);
    if (!code.hasExecutableComments())
        return result;
    // The server's version decides whether it sees them: what holds has to hold either way.
    const SqlClassification other = classifyReading(sql, SqlCode(sql, dialect, SqlCode::Reading::Comment));
    if (result.rule == UncacheableRule::None) {
        result.rule = other.rule;
        result.token = other.token;
    }
    result.readOnly = result.readOnly && other.readOnly;
    result.returnsRows = result.returnsRows || other.returnsRows;
    result.cacheable = result.cacheable && other.cacheable;
    result.tablesKnown = result.tablesKnown && other.tablesKnown;
    result.changesSession = result.changesSession || other.changesSession;
    result.transactionControl = result.transactionControl || other.transactionControl;
    result.hasWhere = result.hasWhere && other.hasWhere;
    unite(result.reads, other.reads);
    unite(result.writes, other.writes);
    return result;
}

} // namespace larder
