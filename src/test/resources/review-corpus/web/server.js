const { exec, execSync, spawn } = require('child_process');
const crypto = require('crypto');
const express = require('express');
const fs = require('fs');
const https = require('https');
const jwt = require('jsonwebtoken');
const path = require('path');
const serialize = require('node-serialize');

const app = express();

app.get('/archive', (req, res) => {
  exec(`tar czf /tmp/a.tgz ${req.query.folder}`, () => res.end());
  execSync('ls ' + req.query.folder);
  spawn('tar', ['czf', '/tmp/a.tgz', req.query.folder]);
});

app.get('/orders', async (req, res) => {
  const rows = await db.query(`SELECT * FROM orders WHERE name = '${req.query.name}'`);
  await db.query("DELETE FROM orders WHERE name = '" + req.query.name + "'");
  await db.query('SELECT * FROM orders WHERE name = $1', [req.query.name]);
  res.json(rows);
});

app.get('/file', (req, res) => {
  fs.readFile('/srv/' + req.query.name, (error, data) => res.send(data));
  res.sendFile(path.join('/srv', req.params.name));
});

app.get('/go', (req, res) => res.redirect(req.query.next));

app.get('/calc', (req, res) => res.json(eval(req.query.formula)));

app.post('/restore', (req, res) => res.json(serialize.unserialize(req.body.state)));

app.get('/hello', (req, res) => res.send('<p>Hello ' + req.query.name + '</p>'));

app.get('/proxy', async (req, res) => res.json(await fetch(req.query.url)));

const agent = new https.Agent({ rejectUnauthorized: false });

function passwordHash(password) {
  return crypto.createHash('md5').update(password).digest('hex');
}

const resetToken = Math.random().toString(36);

const claims = jwt.verify(token, key, { algorithms: ['none'] });

const cipher = crypto.createCipheriv('des-cbc', key, iv);

function render(element, name) {
  element.innerHTML = '<b>' + name + '</b>';
  element.textContent = name;
}

function save(user) {
  console.log('saved', user.password);
  debugger;
  try {
    store(user);
  } catch (e) {}
}

// const total = prices.reduce((a, b) => a + b);
// if (total > limit) {
//   total = limit;
// }
