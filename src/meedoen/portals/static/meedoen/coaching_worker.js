/* Opens the page of the road where there is no connection. It keeps that page and what it is drawn with, and
   nothing about anybody; KNOWN is written before it by the server. */
"use strict";

const SHELF = "meedoen-begeleiding";

const stock = async () => {
  const shelf = await caches.open(SHELF);
  // A drawing that is missing is no reason to lose a note.
  await Promise.allSettled(KNOWN.kept.map((one) => shelf.add(one)));
  const road = await fetch(KNOWN.road, { credentials: "same-origin" });
  // Who is not signed in is sent elsewhere; that page is not for the road.
  if (road.ok && !road.redirected) await shelf.put(KNOWN.road, road);
};

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(stock());
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const isForTheRoad = (path) =>
  path === KNOWN.list || path === KNOWN.road || (path.startsWith(KNOWN.list) && path.endsWith("/bezoek/"));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (!isForTheRoad(url.pathname)) return;
    event.respondWith(
      fetch(request).catch(async () => (await caches.match(KNOWN.road)) || Response.error()),
    );
  } else if (KNOWN.kept.includes(url.pathname)) {
    event.respondWith(
      fetch(request).catch(async () => (await caches.match(url.pathname)) || Response.error()),
    );
  }
});
