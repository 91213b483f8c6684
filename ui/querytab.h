#pragma once

#include "ui/resulttab.h"

namespace larder {

class SqlEditor;

/// A SQL editor above the result of what was run from it.
class QueryTab final : public ResultTab
{
    Q_OBJECT

public:
    explicit QueryTab(QueryService& service, QWidget* parent = nullptr);
    ~QueryTab() override;

    [[nodiscard]] SqlEditor& editor() { return *m_editor; }
    /// What its title counts.
    void setNumber(int number) { m_number = number; }
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] TabText text() const override;
    [[nodiscard]] bool isEmpty() const override;

    /// Runs the selection or the statement at the cursor.
    void runStatement() override;
    void runAll() override;
    void refresh() override;
    void runFresh() override;
    void switchFocus() override;

protected:
    [[nodiscard]] QByteArray textOfSteps() const override;
    void stepBegins(const Step& step) override;
    void stepEnded(const Step& step, const RunOutcome& outcome) override;

private:
    void runIfSure(std::vector<Step> steps);
    [[nodiscard]] std::vector<Step> currentStatement(RunMode mode);

    SqlEditor* m_editor;
    int m_number = 0;
};

} // namespace larder
