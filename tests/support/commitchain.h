#pragma once

/// The database that the writer programs and the test of real writers share. Every commit raises state.seq by
/// one and makes all rows of item anew from it, so that rows tell which commit they show and whether they
/// show one commit only. Plain text, because the writers know nothing but SQLite.
namespace larder::test::commitchain {

inline constexpr const char* kSchema
    = "CREATE TABLE state(seq INTEGER NOT NULL);"
      "CREATE TABLE number(id INTEGER PRIMARY KEY);"
      "CREATE TABLE item(id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, value INTEGER NOT NULL);"
      "CREATE VIEW wanted AS SELECT number.id AS id, state.seq AS seq,"
      " (state.seq * 31 + number.id * 17) % 1009 AS value"
      " FROM state, number WHERE number.id <= 5 + state.seq % 7;"
      "CREATE VIEW total AS SELECT seq, count(*) AS rows, sum(value) AS value FROM item GROUP BY seq;"
      "INSERT INTO state VALUES (1);"
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)"
      " INSERT INTO number SELECT i FROM n;"
      "INSERT INTO item SELECT id, seq, value FROM wanted;";

/// Three ways to the next commit; each within a transaction.
inline constexpr const char* kNextCommit[] = {
    "UPDATE state SET seq = seq + 1; DELETE FROM item; INSERT INTO item SELECT id, seq, value FROM wanted;",
    "UPDATE state SET seq = seq + 1; DELETE FROM item WHERE id NOT IN (SELECT id FROM wanted);"
    "REPLACE INTO item SELECT id, seq, value FROM wanted;",
    "UPDATE state SET seq = seq + 1; DELETE FROM item WHERE id NOT IN (SELECT id FROM wanted);"
    "INSERT INTO item SELECT id, seq, value FROM wanted WHERE id NOT IN (SELECT id FROM item);"
    "UPDATE item SET seq = (SELECT seq FROM state),"
    " value = (SELECT value FROM wanted WHERE wanted.id = item.id);",
};

/// What nobody may ever see; to be rolled back.
inline constexpr const char* kNeverCommitted
    = "UPDATE state SET seq = seq + 1000000; UPDATE item SET value = -1; DELETE FROM item WHERE id % 2 = 0;";

} // namespace larder::test::commitchain
